using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>Reads the counters by work type and mode.</summary>
internal sealed class TopicStore(Database database)
{
    private const string Sums =
        """
        CAST(SUM(delivered) AS BIGINT) AS delivered, CAST(SUM(on_time) AS BIGINT) AS on_time,
        CAST(SUM(late) AS BIGINT) AS late, CAST(SUM(breached) AS BIGINT) AS breached,
        CAST(SUM(removed) AS BIGINT) AS removed, CAST(SUM(rejected) AS BIGINT) AS rejected,
        CAST(SUM(overturned) AS BIGINT) AS overturned
        """;

    /// <summary>The counts of each platform about a work type and a mode.</summary>
    public Task<Dictionary<Guid, ComplianceCounts>> ByPlatformAsync(
        IReadOnlyList<Guid> platforms, Period period, string? workType, string? mode) =>
        database.ReportAsync(async s =>
        {
            var (first, next) = workType is null ? (0, long.MaxValue) : WorkMark.RangeOf(workType);
            var args = new
            {
                platforms = s.Ids(platforms),
                from = period.FirstHour,
                to = period.LastHour,
                first,
                next,
                mode = WorkMark.ModeOf(mode),
                mask = WorkMark.ModeOf(long.MaxValue),
                asOf = period.AsOfHour ?? int.MaxValue,
            };
            var about = $"platform_id IN {s.In("platforms")} AND topic >= @first AND topic < @next"
                + (mode is null ? "" : " AND (topic & @mask) = @mode");
            var counts = (await s.QueryAsync<TopicRow>(
                $"SELECT platform_id, {Sums} FROM compliance_topics WHERE {about} AND hour BETWEEN @from AND @to "
                    + "GROUP BY platform_id", args)).ToDictionary(r => r.PlatformId);
            // What later events changed is taken back.
            var later = period.AsOfHour is null ? [] : await s.QueryAsync<TopicRow>(
                $"SELECT platform_id, CAST(SUM(overturned) AS BIGINT) AS overturned FROM compliance_revisions "
                    + $"WHERE {about} AND hour > @asOf AND counted_hour BETWEEN @from AND @to GROUP BY platform_id",
                args);
            foreach (var one in later)
            {
                if (counts.TryGetValue(one.PlatformId, out var row))
                    counts[one.PlatformId] = row.Without(one.Overturned);
            }
            return counts.ToDictionary(c => c.Key, c => c.Value.Counts);
        });

    /// <summary>The counts of each platform by topic.</summary>
    public Task<IReadOnlyList<TopicRow>> AllAsync(IReadOnlyList<Guid> platforms, Period period) =>
        database.ReportAsync(s => s.QueryAsync<TopicRow>(
            $"SELECT platform_id, topic, {Sums} FROM compliance_topics WHERE platform_id IN {s.In("platforms")} "
                + "AND hour BETWEEN @from AND @to GROUP BY platform_id, topic",
            new { platforms = s.Ids(platforms), from = period.FirstHour, to = period.LastHour }));
}

/// <summary>Counts by work type and mode.</summary>
internal sealed record TopicRow
{
    public Guid PlatformId { get; init; }
    public long Topic { get; init; }
    public long Delivered { get; init; }
    public long OnTime { get; init; }
    public long Late { get; init; }
    public long Breached { get; init; }
    public long Removed { get; init; }
    public long Rejected { get; init; }
    public long Overturned { get; init; }

    /// <summary>The counts before some refusals were overturned.</summary>
    public TopicRow Without(long overturned) => this with
    {
        Removed = Removed - overturned,
        Rejected = Rejected + overturned,
        Overturned = Overturned - overturned,
    };

    public ComplianceCounts Counts => new()
    {
        Delivered = Delivered,
        OnTime = OnTime,
        Late = Late,
        Breached = Breached,
        Removed = Removed,
        Rejected = Rejected,
        Overturned = Overturned,
        OnTimeRate = ComplianceStore.Rate(OnTime, OnTime + Breached),
        ActionRate = ComplianceStore.Rate(Removed, Removed + Rejected),
        RefusalRate = ComplianceStore.Rate(Rejected, Removed + Rejected),
        OverturnRate = ComplianceStore.Rate(Overturned, Rejected + Overturned),
    };
}
