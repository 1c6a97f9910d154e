namespace Takedown.Faults.Schedule;

internal enum Fault
{
    KillApi,
    KillWorker,
    KillRecords,
    StopBroker,
    CutBroker,
    CrashPostgres,
    SlowPlatform,
    JumpClock,
    KillBrokerNode,
    PauseBrokerNode,
    SilenceBrokerNode,
    FailOver,
}

/// <summary>One fault: its kind, its duration, an optional second fault during it, and the pause after it.</summary>
internal sealed record Step(Fault Fault, int Which, TimeSpan Down, Fault? Amid, TimeSpan Pause)
{
    /// <summary>Of a primary: whether its machine is gone without a word, so that no connection is closed.</summary>
    public bool Silently { get; init; }

    /// <summary>Of a primary: whether a base backup brings it back, and not <c>pg_rewind</c>.</summary>
    public bool ByCopy { get; init; }
}

/// <summary>The faults of a run in their order, all derived from the seed.</summary>
internal static class Plan
{
    private const int KillsARound = 10;
    private static readonly Fault[] Kills = [Fault.KillApi, Fault.KillWorker, Fault.KillRecords];
    private static readonly Fault[] Others =
        [Fault.StopBroker, Fault.CutBroker, Fault.CrashPostgres, Fault.SlowPlatform, Fault.JumpClock];

    public static IReadOnlyList<Step> Draw(Settings settings)
    {
        var random = new Random(settings.Seed);
        var kills = Enumerable.Range(0, settings.Kills).Select(i => Kills[i % Kills.Length]).ToList();
        var others = Enumerable.Range(0, Math.Max(1, settings.Kills / KillsARound)).SelectMany(_ => Others).ToList();
        var steps = new List<Step>();
        foreach (var fault in others)
        {
            // Two faults at once: a process is killed while the database or broker is unavailable.
            Fault? amid = kills.Count > 2 && random.Next(3) == 0 ? Take(kills, random) : null;
            steps.Add(new(fault, random.Next(2), Seconds(random, 0.5, 4), amid, Seconds(random, 0.5, 2.5)));
        }
        steps.AddRange(kills.Select(
            kill => new Step(kill, random.Next(2), Seconds(random, 0, 1.5), null, Seconds(random, 0.5, 2.5))));
        var order = steps.ToArray();
        random.Shuffle(order);
        return order;
    }

    private static Fault Take(List<Fault> kills, Random random)
    {
        var at = random.Next(kills.Count);
        var kill = kills[at];
        kills.RemoveAt(at);
        return kill;
    }

    private static TimeSpan Seconds(Random random, double least, double most) =>
        TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least)));
}
