using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

/// <summary>How platforms act on notices, from the counters and what other features count of their duties.</summary>
internal sealed class PlatformScores(ComplianceStore store, Duties duties, Database database)
{
    /// <summary>In the order of the ids.</summary>
    public async Task<IReadOnlyList<PlatformScore>> OfAsync(
        RegistrySnapshot registry, IReadOnlyList<Guid> platforms, Period period)
    {
        if (platforms.Count == 0) return [];
        var counts = (await store.ReadAsync(Grouping.ByPlatform, CountScope.OfPlatforms(platforms), period))
            .ToDictionary(g => g.PlatformId!.Value, g => g.Counts);
        var excluded = await database.ReportAsync(s => ScoreExclusionStore.OfAsync(s, platforms, null, period));
        return [.. platforms.Select(id => Score(
            registry.Platforms[id], counts.GetValueOrDefault(id) ?? new(), excluded.GetValueOrDefault(id) ?? new()))];
    }

    public async Task<PlatformScore> OfAsync(RegistrySnapshot registry, Guid platform, Period period)
    {
        var score = (await OfAsync(registry, [platform], period))[0];
        var other = await duties.OtherAsync(platform, period);
        return score with
        {
            ObservedLimits = other.ObservedLimits,
            ObservedLimitsUnanswered = other.ObservedLimitsUnanswered,
        };
    }

    private static PlatformScore Score(Organisation platform, ComplianceCounts counts, ScoreExclusions excluded)
    {
        var late = Math.Max(0, counts.Breached - excluded.Late);
        var lastMinute = Math.Max(0, counts.LastMinute - excluded.LastMinute);
        var overturned = Math.Max(0, counts.Overturned - excluded.Overturned);
        var n = counts.OnTime + late;
        return new()
        {
            PlatformId = platform.Id,
            Name = platform.Name,
            N = n,
            SmallN = n < Ranks.SmallN,
            OnTime = counts.OnTime,
            Late = late,
            LastMinute = lastMinute,
            Refused = counts.Rejected,
            Overturned = overturned,
            Attributed = counts.Attributed,
            Reuploads = counts.Reuploads,
            LateRate = ComplianceStore.Rate(late, n),
            LastMinuteRate = ComplianceStore.Rate(lastMinute, counts.OnTime),
            OverturnRate = ComplianceStore.Rate(overturned, counts.Rejected + overturned),
            ReuploadRate = counts.ReuploadRate,
            Excluded = excluded,
        };
    }
}
