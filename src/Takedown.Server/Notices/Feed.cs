using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>A page of a feed.</summary>
/// <param name="Items">The entries.</param>
/// <param name="ResumeAfter">
/// Null, or for a cursor of a lost history the cursor after which nothing is skipped; the page is empty then.
/// </param>
internal sealed record FeedPage(IReadOnlyList<FeedItem> Items, FeedCursor? ResumeAfter)
{
    public bool IsWorthTelling => Items.Count > 0 || ResumeAfter is not null;
}

/// <summary>Whose feed it is.</summary>
internal readonly record struct FeedReader(Guid Id, OrganisationKind Kind);

/// <summary>
/// The feed of an organisation: the entries of its events in commit order. A regulator's are those of its own notices
/// and of the notices escalated to it.
/// </summary>
internal sealed class Feed(Database database, Histories histories)
{
    /// <summary>
    /// Rows read at a time. A row has 1 to 500 entries, so a short page does not unpack thousands of them.
    /// </summary>
    private const int RowsAtOnce = 8;

    /// <summary>
    /// The entries after a cursor, at most <paramref name="limit"/>, fewer if their texts are long, unless the cursor
    /// is of a lost history.
    /// </summary>
    public async Task<FeedPage> PageAsync(FeedReader reader, FeedCursor after, int limit)
    {
        var items = await AfterAsync(reader, after, limit);
        Position? At(int i) =>
            items.Count > 0 && FeedCursor.TryParse(items[i < 0 ? ^1 : 0].Cursor, out var at) ? at.Event : null;
        var lost = await histories.LostEventsAsync(reader.Id, after.Event, At(0), At(-1));
        return lost is { } last ? new([], new FeedCursor(last, EventStore.MaxEntries))
            : new(reader.Kind is OrganisationKind.Platform ? items : await WithReferencesAsync(reader.Id, items), null);
    }

    private const string References =
        "SELECT id, client_ref FROM notices "
            + "WHERE client_ref IS NOT NULL AND (claimant_id = @sender) IS TRUE AND id IN ";

    /// <summary>The entries with the reader's own references of the notices that it sent.</summary>
    private async Task<IReadOnlyList<FeedItem>> WithReferencesAsync(Guid sender, IReadOnlyList<FeedItem> items)
    {
        var ids = items.Select(i => i.NoticeId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return items;
        var references = (await database.ReadAsync(s => s.QueryAsync<ReferenceRow>(
            References + s.In("ids"), new { sender, ids = s.Ids(ids) }))).ToDictionary(r => r.Id, r => r.ClientRef);
        return [.. items.Select(i => i.NoticeId is { } id && references.TryGetValue(id, out var reference)
            ? i with { ClientRef = reference } : i)];
    }

    private sealed record ReferenceRow
    {
        public Guid Id { get; init; }
        public string ClientRef { get; init; } = "";
    }

    private async Task<IReadOnlyList<FeedItem>> AfterAsync(FeedReader reader, FeedCursor after, int limit)
    {
        var (items, bytes) = (new List<FeedItem>(), 0L);
        var from = after;
        while (items.Count < limit)
        {
            var rows = await database.ReadAsync(s => RowsAsync(s, reader, from.Event));
            var fresh = rows.Where(r => r.Position != from.Event || r.Entries.Count > from.Taken).ToList();
            foreach (var row in fresh)
            {
                var skip = row.Position == from.Event ? from.Taken : 0;
                for (var i = skip; i < row.Entries.Count && items.Count < limit; i++)
                {
                    if (reader.Kind is OrganisationKind.Platform && IsHidden(row.Entries[i])) continue;
                    bytes += PageBytes.Around + PageBytes.Length(row.Entries[i].Reason?.Text);
                    if (items.Count > 0 && bytes > PageBytes.Max) return items;
                    items.Add(Item(row, i));
                }
                if (items.Count == limit) return items;
            }
            if (fresh.Count == 0) return items;
            from = new(fresh[^1].Position, fresh[^1].Entries.Count);
        }
        return items;
    }

    private static Task<IReadOnlyList<EventRow>> RowsAsync(Session s, FeedReader reader, Position from) =>
        reader.Kind switch
        {
            OrganisationKind.Platform => EventStore.OfPlatformAsync(s, reader.Id, from, RowsAtOnce),
            OrganisationKind.Regulator => EventStore.OfRegulatorAsync(s, reader.Id, from, RowsAtOnce),
            _ => EventStore.OfClaimantAsync(s, reader.Id, from, RowsAtOnce),
        };

    /// <summary>
    /// A notice that was withdrawn before its delivery, or that waits for its completion, is not visible to the
    /// platform.
    /// </summary>
    private static bool IsHidden(EventEntry entry) =>
        entry is { State: NoticeState.Withdrawn, WasOpen: false, Deadline: null } or { State: NoticeState.Deficient };

    private static FeedItem Item(EventRow row, int i)
    {
        var entry = row.Entries[i];
        return new()
        {
            Cursor = new FeedCursor(row.Position, i + 1).ToString(),
            Type = row.Kind.Word(),
            At = row.At,
            NoticeId = EventStore.IsOfPlatform(row.Kind) || EventStore.IsOfReader(row.Kind) ? null : entry.Id,
            PlatformId = row.PlatformId,
            State = entry.State,
            Deadline = entry.Deadline?.Word(),
            Due = entry.Due,
            Provisional = ProvisionalView.OrAbsent(entry.Provisional),
            Before = entry.DueBefore,
            After = entry.DueBefore is null ? null : entry.Due,
            CalendarVersion = entry.CalendarVersion,
            Finding = entry.Finding,
            Measure = entry.Measure,
            Reason = entry.Reason,
            Corrects = entry.Corrects,
            Other = entry.Other,
            EscalatedTo = entry.EscalatedTo,
        };
    }
}
