using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>
/// Reads the counters. The cost of a read depends on the number of platforms and hours, not of notices.
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

    /// <summary>Counts in one group, by platform, or by point in time, oldest first.</summary>
    public Task<IReadOnlyList<Group>> ReadAsync(Grouping by, CountScope of, Period period) =>
        database.ReportAsync<IReadOnlyList<Group>>(async s =>
        {
            var scope = $"{of.Condition(s)} AND hour BETWEEN @from AND @to";
            var args = new { platforms = s.Ids(of.Platforms ?? []), from = period.FirstHour, to = period.LastHour };
            var key = by.Key(period);
            var sums = await s.QueryAsync<SumRow>(
                $"SELECT {key}, {Sums} FROM {of.Table("hours")} WHERE {scope} "
                    + $"GROUP BY {by.GroupBy} ORDER BY {by.GroupBy}",
                args);
            var handling = (await s.QueryAsync<BucketRow>(
                    $"SELECT {key}, bucket, CAST(SUM(count) AS BIGINT) AS count FROM {of.Table("handling")} "
                        + $"WHERE {scope} GROUP BY {by.GroupBy}, bucket", args))
                .ToLookup(h => (h.PlatformId, by.PointOf(h.Day)), h => (h.Bucket, h.Count));
            if (of is { Axis: RegionAxis.Platform, Platforms: { } platforms })
            {
                sums = [.. sums, .. await BesideAsync(s, by, platforms, period)];
                if (period.AsOfHour is not null) sums = [.. sums, .. await LaterAsync(s, by, platforms, period)];
            }
            var points = sums.GroupBy(r => (r.PlatformId, Day: by.PointOf(r.Day))).OrderBy(p => p.Key.Day);
            return [.. points.Select(point => GroupOf(
                point.Key.PlatformId, point.Key.Day, point.Aggregate((a, b) => a + b),
                HandlingOf([.. handling[point.Key]], by.HasClasses)))];
        });

    /// <summary>The figures beside the counts.</summary>
    private static Task<IReadOnlyList<SumRow>> BesideAsync(
        Session s, Grouping by, IReadOnlyList<Guid> platforms, Period period) => s.QueryAsync<SumRow>(
        $"""
        SELECT {by.Key(period)}, CAST(SUM(overturned) AS BIGINT) AS overturned,
            CAST(SUM(last_minute) AS BIGINT) AS last_minute, CAST(SUM(attributed) AS BIGINT) AS attributed,
            CAST(SUM(reuploads) AS BIGINT) AS reuploads
        FROM compliance_figures WHERE platform_id IN {s.In("platforms")} AND hour BETWEEN @from AND @to
            AND overturned + last_minute + attributed <> 0
        GROUP BY {by.GroupBy}
        """,
        new { platforms = s.Ids(platforms), from = period.FirstHour, to = period.LastHour });

    /// <summary>What later events changed in the counts, to be taken back.</summary>
    private static Task<IReadOnlyList<SumRow>> LaterAsync(
        Session s, Grouping by, IReadOnlyList<Guid> platforms, Period period) => s.QueryAsync<SumRow>(
        $"""
        SELECT {by.Key(period)}, CAST(-SUM(overturned) AS BIGINT) AS removed,
            CAST(SUM(overturned) AS BIGINT) AS rejected, CAST(-SUM(overturned) AS BIGINT) AS overturned,
            CAST(SUM(confirmed) AS BIGINT) AS undeliverable
        FROM (SELECT platform_id, counted_hour AS hour, overturned, confirmed FROM compliance_revisions
            WHERE platform_id IN {s.In("platforms")} AND hour > @asOf AND counted_hour BETWEEN @from AND @to) later
        GROUP BY {by.GroupBy}
        """,
        new
        {
            platforms = s.Ids(platforms),
            asOf = period.AsOfHour,
            from = period.FirstHour,
            to = period.LastHour,
        });

    private static Group GroupOf(Guid? platformId, DateOnly? day, SumRow r, HandlingTimes? handling) =>
        new(platformId, day, r.Counts with
        {
            OnTimeRate = Rate(r.OnTime, r.OnTime + r.Breached),
            ActionRate = Rate(r.Removed, r.Removed + r.Rejected),
            RefusalRate = Rate(r.Rejected, r.Removed + r.Rejected),
            Handling = handling,
            OverturnRate = Rate(r.Overturned, r.Rejected + r.Overturned),
            LastMinuteRate = Rate(r.LastMinute, r.OnTime),
            ReuploadRate = Rate(r.Reuploads, r.Attributed),
        });

    private const string NowSums =
        """
        SELECT platform_id, CAST(SUM(open) AS BIGINT) AS open, CAST(SUM(open_escalations) AS BIGINT) AS open_escalations
        FROM
        """;
    private const string RepeatOf =
        "SELECT platform_id, COUNT(*) AS accounts FROM accounts WHERE is_repeat AND platform_id IN ";

    /// <summary>
    /// Open notices and escalations by platform, and accounts with two or more strikes, which are a platform's whole.
    /// </summary>
    public Task<Dictionary<Guid, NowRow>> NowAsync(CountScope of) => database.ReportAsync(async s =>
    {
        var args = new { platforms = s.Ids(of.Platforms ?? []) };
        var now = await s.QueryAsync<NowRow>(
            $"{NowSums} {of.Table("now")} WHERE {of.Condition(s)} GROUP BY platform_id", args);
        if (of.Axis is not RegionAxis.Platform) return now.ToDictionary(n => n.PlatformId);
        var repeat = (await s.QueryAsync<RepeatRow>($"{RepeatOf}{s.In("platforms")} GROUP BY platform_id", args))
            .ToDictionary(r => r.PlatformId, r => r.Accounts);
        return now.ToDictionary(
            n => n.PlatformId, n => n with { RepeatAccounts = repeat.GetValueOrDefault(n.PlatformId) });
    });

    /// <summary>The time up to which events are counted; null if all committed events are.</summary>
    public Task<DateTimeOffset?> LagsAtAsync() =>
        database.ReadAsync(s => s.FirstAsync<DateTimeOffset?>(Projector.Unsettled));

    public static double? Rate(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static HandlingTimes? HandlingOf(IReadOnlyList<(int Bucket, long Count)> counts, bool hasClasses)
    {
        List<(int Bucket, long Count)> buckets =
            [.. counts.GroupBy(c => c.Bucket, c => c.Count).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum()))];
        TimeSpan At(double q) => HandlingBucket.Upper(HandlingBucket.Quantile(buckets, q)!.Value);
        return buckets.Count == 0 ? null : new()
        {
            Median = At(0.5),
            P90 = At(0.9),
            P99 = At(0.99),
            Classes = hasClasses ? Classes(buckets) : null,
        };
    }

    private static IReadOnlyList<HandlingClass> Classes(IEnumerable<(int, long)> buckets)
    {
        var ends = HandlingClasses.Ends;
        return
        [
            .. HandlingClasses.CountsOf(buckets).Select((count, i) => new HandlingClass
            {
                AtMost = i < ends.Count ? ends[i] : null,
                Count = count,
            }),
        ];
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
        public long Overturned { get; init; }
        public long LastMinute { get; init; }
        public long Attributed { get; init; }
        public long Reuploads { get; init; }

        public static SumRow operator +(SumRow a, SumRow b) => a with
        {
            Received = a.Received + b.Received,
            Delivered = a.Delivered + b.Delivered,
            OnTime = a.OnTime + b.OnTime,
            Late = a.Late + b.Late,
            Breached = a.Breached + b.Breached,
            AcknowledgeBreached = a.AcknowledgeBreached + b.AcknowledgeBreached,
            Removed = a.Removed + b.Removed,
            Rejected = a.Rejected + b.Rejected,
            Withdrawn = a.Withdrawn + b.Withdrawn,
            AccountActions = a.AccountActions + b.AccountActions,
            Undeliverable = a.Undeliverable + b.Undeliverable,
            RestoreBreached = a.RestoreBreached + b.RestoreBreached,
            Overturned = a.Overturned + b.Overturned,
            LastMinute = a.LastMinute + b.LastMinute,
            Attributed = a.Attributed + b.Attributed,
            Reuploads = a.Reuploads + b.Reuploads,
        };

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
            Overturned = Overturned,
            LastMinute = LastMinute,
            Attributed = Attributed,
            Reuploads = Reuploads,
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
