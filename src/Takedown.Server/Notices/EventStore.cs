using System.Globalization;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Append-only store of events, the source of timelines, feeds and counters. A row covers a set of notices, so a chunk
/// of notices takes few inserts.
/// </summary>
internal sealed class EventStore(
    ChangeNotifier notifier, IEnumerable<EventObserver> observers, IEnumerable<EventFollower> followers)
{
    /// <summary>Entries per row. The limit keeps a row small enough for a page of ten entries.</summary>
    public const int MaxEntries = 500;

    private static readonly Table<EventRow> Table = new("events",
    [
        new("at", ColumnType.Instant, e => e.At),
        new("kind", ColumnType.Number, e => e.Kind),
        new("by_kind", ColumnType.Number, e => e.ByKind),
        new("claimant_id", ColumnType.Id, e => e.ClaimantId),
        new("platform_id", ColumnType.Id, e => e.PlatformId),
        new("claimant_region", ColumnType.Text, e => e.ClaimantRegion),
        new("regulator_id", ColumnType.Id, e => e.RegulatorId),
        new("facts", ColumnType.Text, e => JsonSerializer.SerializeToUtf8Bytes(
            e.Entries as List<EventEntry> ?? [.. e.Entries], StoredJson.Default.ListEventEntry)),
    ]);

    /// <summary>Appends events without returning their positions.</summary>
    public async Task AppendAsync(Session s, IReadOnlyList<EventRow> events)
    {
        await AnnounceAsync(s, events);
        await s.InsertAsync(Table, events);
    }

    /// <summary>Appends events.</summary>
    /// <returns>The event ids, in the order of <paramref name="events"/>.</returns>
    public async Task<IReadOnlyList<long>> AppendAndReadAsync(Session s, IReadOnlyList<EventRow> events)
    {
        await AnnounceAsync(s, events);
        return [.. (await s.InsertReadingAsync(Table, events, ["seq"])).Select(read => read[0])];
    }

    private async Task AnnounceAsync(Session s, IReadOnlyList<EventRow> events)
    {
        foreach (var follow in followers) await follow(s, events);
        s.AfterCommit(() => Announce(events));
    }

    private void Announce(IReadOnlyList<EventRow> events)
    {
        foreach (var observe in observers)
        {
            foreach (var row in events) observe(row);
        }
        foreach (var reader in events.Where(e => e.ClaimantId is not null || IsOfPlatform(e.Kind))
            .SelectMany(e => new[] { e.ClaimantId ?? e.PlatformId, e.PlatformId, e.RegulatorId ?? e.PlatformId })
            .Distinct())
        {
            notifier.Notify(ChangeTopic.Feed(reader));
        }
        notifier.Notify(ChangeTopic.Events);
    }

    /// <summary>Whether an event is about the platform itself and in its feed.</summary>
    public static bool IsOfPlatform(EventKind kind) =>
        kind is EventKind.EndpointDisabled or EventKind.WatchCrossed or EventKind.InformationDemanded
            or EventKind.ScoreAppealDecided;

    /// <summary>Whether an event is about the claimant or the regulator itself; it has no platform.</summary>
    public static bool IsOfReader(EventKind kind) =>
        kind is EventKind.SubscriptionDisabled or EventKind.SlowedDown or EventKind.SlowdownEnded
            or EventKind.TierLowered or EventKind.TierRestored or EventKind.SenderWarned or EventKind.SenderLowered
            or EventKind.SenderSuspended or EventKind.SenderLifted;

    private const string Columns = "tx, seq, at, kind, by_kind, claimant_id, claimant_region, platform_id, facts";

    /// <summary>Events of a claimant from a position, inclusive.</summary>
    public static async Task<IReadOnlyList<EventRow>> OfClaimantAsync(
        Session s, Guid claimantId, Position from, int take) =>
        Rows(await s.QueryAsync<Stored>(
            $"SELECT {Columns} FROM events "
                + $"WHERE claimant_id = @claimantId AND (tx, seq) >= (@Tx, @Seq) {s.CommittedOnly} "
                + "ORDER BY tx, seq LIMIT @take",
            new { claimantId, from.Tx, from.Seq, take }));

    /// <summary>
    /// Events of a regulator's own notices, and of those escalated to it, from a position, inclusive.
    /// </summary>
    public static async Task<IReadOnlyList<EventRow>> OfRegulatorAsync(
        Session s, Guid regulatorId, Position from, int take) =>
        Rows(await s.QueryAsync<Stored>(
            $"""
            SELECT {Columns} FROM (
                SELECT * FROM (
                    SELECT {Columns} FROM events
                    WHERE claimant_id = @regulatorId AND (tx, seq) >= (@Tx, @Seq) {s.CommittedOnly}
                    ORDER BY tx, seq LIMIT @take) AS own
                UNION
                SELECT * FROM (
                    SELECT {Columns} FROM events
                    WHERE regulator_id = @regulatorId AND (tx, seq) >= (@Tx, @Seq) {s.CommittedOnly}
                    ORDER BY tx, seq LIMIT @take) AS escalated) AS feed
            ORDER BY tx, seq LIMIT @take
            """,
            new { regulatorId, from.Tx, from.Seq, take }));

    /// <summary>
    /// Events of a platform and of its notices from a position, inclusive, without those before delivery and those of
    /// accounts.
    /// </summary>
    public static async Task<IReadOnlyList<EventRow>> OfPlatformAsync(
        Session s, Guid platformId, Position from, int take) =>
        Rows(await s.QueryAsync<Stored>(
            $"""
            SELECT {Columns} FROM events
            WHERE platform_id = @platformId AND (tx, seq) >= (@Tx, @Seq)
                AND (claimant_id IS NOT NULL
                    OR kind IN ({EventKind.EndpointDisabled:D}, {EventKind.WatchCrossed:D},
                        {EventKind.InformationDemanded:D}, {EventKind.ScoreAppealDecided:D}))
                AND kind NOT IN ({EventKind.Accepted:D}, {EventKind.DeliveryFailed:D},
                    {EventKind.ConfirmationRequired:D}, {EventKind.Confirmed:D}, {EventKind.FoundDeficient:D},
                    {EventKind.Completed:D}, {EventKind.CompletionLapsed:D}, {EventKind.Supersedes:D})
                {s.CommittedOnly}
            ORDER BY tx, seq LIMIT @take
            """,
            new { platformId, from.Tx, from.Seq, take }));

    /// <summary>Events of all organisations after a position.</summary>
    public static async Task<IReadOnlyList<EventRow>> AfterAsync(Session s, Position after, int take) =>
        Rows(await s.QueryAsync<Stored>(
            $"SELECT {Columns} FROM events WHERE (tx, seq) > (@Tx, @Seq) {s.CommittedOnly} "
                + "ORDER BY tx, seq LIMIT @take",
            new { after.Tx, after.Seq, take }));

    /// <summary>Events of some kinds after a position, of one platform or of all.</summary>
    public static async Task<IReadOnlyList<EventRow>> OfKindsAsync(
        Session s, IReadOnlyList<EventKind> kinds, Guid? platformId, Position after, int take) =>
        Rows(await s.QueryAsync<Stored>(
            $"SELECT {Columns} FROM events WHERE (tx, seq) > (@Tx, @Seq) AND kind IN {s.InNumbers("kinds")} "
                + $"{(platformId is null ? "" : "AND platform_id = @platformId")} {s.CommittedOnly} "
                + "ORDER BY tx, seq LIMIT @take",
            new { after.Tx, after.Seq, platformId, take, kinds = s.Numbers(kinds.Select(k => (long)k)) }));

    /// <summary>Events with the given ids, which are separated by commas.</summary>
    public static async Task<IReadOnlyList<EventRow>> ByIdsAsync(Session s, string eventIds) =>
        Rows(await s.QueryAsync<Stored>(
            $"SELECT {Columns} FROM events WHERE seq IN {s.InNumbers("seqs")} ORDER BY seq", new
            {
                seqs = s.Numbers(eventIds.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(n => long.Parse(n, CultureInfo.InvariantCulture))),
            }));

    private static IReadOnlyList<EventRow> Rows(IReadOnlyList<Stored> rows) => [.. rows.Select(r => new EventRow
    {
        Position = new(r.Tx, r.Seq),
        At = r.At,
        Kind = r.Kind,
        ByKind = r.ByKind,
        ClaimantId = r.ClaimantId,
        ClaimantRegion = r.ClaimantRegion,
        PlatformId = r.PlatformId,
        Entries = JsonSerializer.Deserialize(r.Facts, StoredJson.Default.ListEventEntry)!,
    })];

    private sealed record Stored
    {
        public long Tx { get; init; }
        public long Seq { get; init; }
        public DateTimeOffset At { get; init; }
        public EventKind Kind { get; init; }
        public OrganisationKind? ByKind { get; init; }
        public Guid? ClaimantId { get; init; }
        public string? ClaimantRegion { get; init; }
        public Guid PlatformId { get; init; }
        public string Facts { get; init; } = "";
    }
}
