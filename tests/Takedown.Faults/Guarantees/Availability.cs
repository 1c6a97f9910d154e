using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>A cluster that lost one machine serves on, and is whole again soon after it is back.</summary>
internal static class Availability
{
    /// <summary>In time of which a busy machine gives its share, see <see cref="Schedule.FairClock"/>.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);

    /// <summary>For so long a request waits for the database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static IEnumerable<string> DeliversAgain(Observations t) =>
        from step in t.Steps
        from platform in step.Unreached
        select $"{Limit.TotalSeconds} s after {step.Step.Fault} nothing new had come to {platform}";

    public static IEnumerable<string> EveryQueueIsConsumed(Observations t) =>
        from step in t.Steps
        from queue in step.Unconsumed
        select $"after {step.Step.Fault}: {queue}";

    /// <summary>An answer of 503 is right only where there was no database for long.</summary>
    public static IEnumerable<string> NobodyIsRefusedInAShortOutage(Observations t)
    {
        // From a machine that is gone without a word each statement awaits an answer for longer than that.
        var outages = t.Steps.Where(s => s.Outage >= Patience || s.Step.Silently).ToList();
        return t.Refusals.Where(r => !outages.Any(s => s.Began <= r.At && r.At <= s.Recovered))
            .Select(r => $"at {r.At.TotalSeconds:0.0} s {r.What}");
    }
}
