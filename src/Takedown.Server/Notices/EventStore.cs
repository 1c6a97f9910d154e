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
internal sealed class EventStore(ChangeNotifier notifier, IEnumerable<EventObserver> observers)
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
        new("facts", ColumnType.Text, e => JsonSerializer.SerializeToUtf8Bytes(
            e.Entries as List<EventEntry> ?? [.. e.Entries], StoredJson.Default.ListEventEntry)),
    ]);

    /// <summary>Appends events without returning their positions.</summary>
    public Task AppendAsync(Session s, IReadOnlyList<EventRow> events)
    {
        Announce(s, events);
        return s.InsertAsync(Table, events);
    }

    /// <summary>Appends events.</summary>
    /// <returns>The event ids, in the order of <paramref name="events"/>.</returns>
    public async Task<IReadOnlyList<long>> AppendAndReadAsync(Session s, IReadOnlyList<EventRow> events)
    {
        Announce(s, events);
        return [.. (await s.InsertReadingAsync(Table, events, ["seq"])).Select(read => read[0])];
    }

    private void Announce(Session s, IReadOnlyList<EventRow> events) => s.AfterCommit(() =>
    {
        foreach (var observe in observers)
        {
            foreach (var row in events) observe(row);
        }
        foreach (var reader in events.Where(e => e.ClaimantId is not null)
            .SelectMany(e => new[] { e.ClaimantId!.Value, e.PlatformId }).Distinct())
        {
            notifier.Notify(ChangeTopic.Feed(reader));
        }
        notifier.Notify(ChangeTopic.Events);
    });

    private const string Columns = "tx, seq, at, kind, by_kind, claimant_id, platform_id, facts";

    /// <summary>Events of a claimant from a position, inclusive.</summary>
    public static async Task<IReadOnlyList<EventRow>> OfClaimantAsync(
        Session s, Guid claimantId, Position from, int take) =>
        Rows(await s.QueryAsync<Stored>(
            $"SELECT {Columns} FROM events "
                + $"WHERE claimant_id = @claimantId AND (tx, seq) >= (@Tx, @Seq) {s.CommittedOnly} "
                + "ORDER BY tx, seq LIMIT @take",
            new { claimantId, from.Tx, from.Seq, take }));

    /// <summary>
    /// Events of a platform's notices from a position, inclusive, without those before delivery and those of accounts.
    /// </summary>
    public static async Task<IReadOnlyList<EventRow>> OfPlatformAsync(
        Session s, Guid platformId, Position from, int take) =>
        Rows(await s.QueryAsync<Stored>(
            $"""
            SELECT {Columns} FROM events
            WHERE platform_id = @platformId AND (tx, seq) >= (@Tx, @Seq) AND claimant_id IS NOT NULL
                AND kind NOT IN ({EventKind.Accepted:D}, {EventKind.DeliveryFailed:D}) {s.CommittedOnly}
            ORDER BY tx, seq LIMIT @take
            """,
            new { platformId, from.Tx, from.Seq, take }));

    /// <summary>Events of all organisations after a position.</summary>
    public static async Task<IReadOnlyList<EventRow>> AfterAsync(Session s, Position after, int take) =>
        Rows(await s.QueryAsync<Stored>(
            $"SELECT {Columns} FROM events WHERE (tx, seq) > (@Tx, @Seq) {s.CommittedOnly} "
                + "ORDER BY tx, seq LIMIT @take",
            new { after.Tx, after.Seq, take }));

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
        public Guid PlatformId { get; init; }
        public string Facts { get; init; } = "";
    }
}
