using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>
/// Reads the counters. The cost of a read depends on the number of platforms and days, not of notices.
/// </summary>
internal sealed class ComplianceStore(Database database)
{
    private const string Sums =
        """
        CAST(SUM(received) AS BIGINT) AS received, CAST(SUM(delivered) AS BIGINT) AS delivered,
        CAST(SUM(on_time) AS BIGINT) AS on_time,
        CAST(SUM(late) AS BIGINT) AS late, CAST(SUM(breached) AS BIGINT) AS breached,
        CAST(SUM(acknowledge_breached) AS BIGINT) AS acknowledge_breached, CAST(SUM(removed) AS BIGINT) AS removed,
        CAST(SUM(rejected) AS BIGINT) AS rejected, CAST(SUM(withdrawn) AS BIGINT) AS withdrawn,
        CAST(SUM(account_actions) AS BIGINT) AS account_actions,
        CAST(SUM(undeliverable) AS BIGINT) AS undeliverable,
        CAST(SUM(restore_breached) AS BIGINT) AS restore_breached
        """;

    /// <summary>Counts in one group, by platform, or by point in time.</summary>
    public Task<IReadOnlyList<Group>> ReadAsync(Grouping by, IReadOnlyList<Guid> platforms, Period period) =>
        database.ReportAsync<IReadOnlyList<Group>>(async s =>
        {
            var scope = $"platform_id IN {s.In("platforms")} AND day BETWEEN @from AND @to";
            var args = new { platforms = s.Ids(platforms), from = period.FirstDay, to = period.LastDay };
            var key = by.Sql;
            var sums = await s.QueryAsync<SumRow>(
                $"SELECT {key}, {Sums} FROM compliance_days WHERE {scope} GROUP BY {by.GroupBy} ORDER BY {by.GroupBy}",
                args);
            var handling = (await s.QueryAsync<BucketRow>(
                    $"SELECT {key}, bucket, CAST(SUM(count) AS BIGINT) AS count FROM compliance_handling WHERE {scope} "
                        + $"GROUP BY {by.GroupBy}, bucket ORDER BY bucket", args))
                .ToLookup(h => (h.PlatformId, h.Day), h => (h.Bucket, h.Count));
            return [.. sums.Select(r => new Group(r.PlatformId, r.Day, r.Counts with
            {
                OnTimeRate = Rate(r.OnTime, r.OnTime + r.Breached),
                ActionRate = Rate(r.Removed, r.Removed + r.Rejected),
                RefusalRate = Rate(r.Rejected, r.Removed + r.Rejected),
                Handling = Quantiles([.. handling[(r.PlatformId, r.Day)]]),
            }))];
        });

    private const string NowCountsOf =
        "SELECT platform_id, open, open_escalations FROM compliance_now WHERE platform_id IN ";
    private const string RepeatOf =
        "SELECT platform_id, COUNT(*) AS accounts FROM accounts WHERE is_repeat AND platform_id IN ";

    /// <summary>Open notices and escalations, and accounts with two or more strikes, by platform.</summary>
    public Task<Dictionary<Guid, NowRow>> NowAsync(IReadOnlyList<Guid> platforms) => database.ReportAsync(async s =>
    {
        var args = new { platforms = s.Ids(platforms) };
        var now = await s.QueryAsync<NowRow>(NowCountsOf + s.In("platforms"), args);
        var repeat = (await s.QueryAsync<RepeatRow>($"{RepeatOf}{s.In("platforms")} GROUP BY platform_id", args))
            .ToDictionary(r => r.PlatformId, r => r.Accounts);
        return now.ToDictionary(
            n => n.PlatformId, n => n with { RepeatAccounts = repeat.GetValueOrDefault(n.PlatformId) });
    });

    /// <summary>The time up to which events are counted; null if all committed events are.</summary>
    public Task<DateTimeOffset?> LagsAtAsync() =>
        database.ReadAsync(s => s.FirstAsync<DateTimeOffset?>(Projector.Unsettled));

    private static double? Rate(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static HandlingTimes? Quantiles(IReadOnlyList<(int Bucket, long Count)> buckets)
    {
        TimeSpan At(double q) => HandlingBucket.Upper(HandlingBucket.Quantile(buckets, q)!.Value);
        return buckets.Count == 0 ? null : new() { Median = At(0.5), P90 = At(0.9), P99 = At(0.99) };
    }

    private sealed record SumRow
    {
        public Guid? PlatformId { get; init; }
        public int? Day { get; init; }
        public long Received { get; init; }
        public long Delivered { get; init; }
        public long OnTime { get; init; }
        public long Late { get; init; }
        public long Breached { get; init; }
        public long AcknowledgeBreached { get; init; }
        public long Removed { get; init; }
        public long Rejected { get; init; }
        public long Withdrawn { get; init; }
        public long AccountActions { get; init; }
        public long Undeliverable { get; init; }
        public long RestoreBreached { get; init; }

        public ComplianceCounts Counts => new()
        {
            Received = Received,
            Delivered = Delivered,
            OnTime = OnTime,
            Late = Late,
            Breached = Breached,
            AcknowledgeBreached = AcknowledgeBreached,
            Removed = Removed,
            Rejected = Rejected,
            Withdrawn = Withdrawn,
            AccountActions = AccountActions,
            Undeliverable = Undeliverable,
            RestoreBreached = RestoreBreached,
        };
    }

    private sealed record BucketRow
    {
        public Guid? PlatformId { get; init; }
        public int? Day { get; init; }
        public int Bucket { get; init; }
        public long Count { get; init; }
    }

    private sealed record RepeatRow
    {
        public Guid PlatformId { get; init; }
        public long Accounts { get; init; }
    }
}

/// <summary>Counts of one group.</summary>
internal sealed record Group(Guid? PlatformId, int? Day, ComplianceCounts Counts);

internal sealed record NowRow
{
    public Guid PlatformId { get; init; }
    public long Open { get; init; }
    public long OpenEscalations { get; init; }
    public long RepeatAccounts { get; init; }
}

/// <summary>A range of days, both ends included; a null end is unbounded.</summary>
internal readonly record struct Period(DateOnly? From, DateOnly? To)
{
    public int FirstDay => From?.DayNumber ?? 0;

    public int LastDay => To?.DayNumber ?? DateOnly.MaxValue.DayNumber;
}

/// <summary>How counts are grouped.</summary>
/// <param name="Sql">The key columns, as <c>platform_id</c> and <c>day</c>.</param>
/// <param name="GroupBy">The expressions of the GROUP BY clause.</param>
internal sealed record Grouping(string Sql, string GroupBy)
{
    public static readonly Grouping All = new("NULL AS platform_id, NULL AS day", "1");
    public static readonly Grouping ByPlatform = new("platform_id, NULL AS day", "platform_id");
    public static readonly Grouping ByDay = new("NULL AS platform_id, day", "day");
}
