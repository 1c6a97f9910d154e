using Takedown.Contracts;

namespace Takedown.Server.Compliance;

/// <summary>A figure by which platforms are compared and watched.</summary>
/// <param name="Value">The value; null without data.</param>
/// <param name="N">The number of notices that it is computed from.</param>
/// <param name="HighIsGood">Whether a higher value is better.</param>
/// <param name="ByTopic">Whether it is also counted by work type and mode.</param>
internal sealed record Metric(
    Func<ComplianceCounts, double?> Value, Func<ComplianceCounts, long> N, bool HighIsGood, bool ByTopic);

/// <summary>The metrics by their names in the API.</summary>
internal static class Metrics
{
    public const string Default = "onTimeRate";

    public static readonly IReadOnlyDictionary<string, Metric> All = new Dictionary<string, Metric>
    {
        [Default] = new(c => c.OnTimeRate, c => c.OnTime + c.Breached, HighIsGood: true, ByTopic: true),
        ["actionRate"] = new(c => c.ActionRate, Answers, HighIsGood: true, ByTopic: true),
        ["refusalRate"] = new(c => c.RefusalRate, Answers, HighIsGood: false, ByTopic: true),
        ["median"] = new(c => c.Handling?.Median.TotalSeconds, Answers, HighIsGood: false, ByTopic: false),
        ["p90"] = new(c => c.Handling?.P90.TotalSeconds, Answers, HighIsGood: false, ByTopic: false),
        ["p99"] = new(c => c.Handling?.P99.TotalSeconds, Answers, HighIsGood: false, ByTopic: false),
        ["breached"] = new(c => c.Breached, c => c.OnTime + c.Breached, HighIsGood: false, ByTopic: true),
        ["overturnRate"] = new(c => c.OverturnRate, c => c.Rejected + c.Overturned, HighIsGood: false, ByTopic: true),
        ["lastMinuteRate"] = new(c => c.LastMinuteRate, c => c.OnTime, HighIsGood: false, ByTopic: false),
        ["reuploadRate"] = new(c => c.ReuploadRate, c => c.Attributed, HighIsGood: false, ByTopic: false),
    };

    public static readonly string[] Names = [.. All.Keys];

    public static readonly string[] NamesByTopic = [.. All.Where(m => m.Value.ByTopic).Select(m => m.Key)];

    private static long Answers(ComplianceCounts c) => c.Removed + c.Rejected;
}
