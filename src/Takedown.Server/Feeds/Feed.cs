using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Feeds;

/// <summary>A page of a feed.</summary>
/// <param name="Items">The entries.</param>
/// <param name="ResumeAfter">
/// Null, or for a cursor of a lost history the cursor after which nothing is skipped; the page is empty then.
/// </param>
internal sealed record FeedPage(IReadOnlyList<FeedItem> Items, FeedCursor? ResumeAfter)
{
    public bool IsWorthTelling => Items.Count > 0 || ResumeAfter is not null;
}

/// <summary>The feed of a claimant or a platform: the entries of its events in commit order.</summary>
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
    public async Task<FeedPage> PageAsync(Caller reader, FeedCursor after, int limit)
    {
        var items = await AfterAsync(reader, after, limit);
        Position? At(int i) =>
            items.Count > 0 && FeedCursor.TryParse(items[i < 0 ? ^1 : 0].Cursor, out var at) ? at.Event : null;
        var lost = await histories.LostEventsAsync(reader.Id, after.Event, At(0), At(-1));
        return lost is { } last ? new([], new FeedCursor(last, EventStore.MaxEntries)) : new(items, null);
    }

    private async Task<IReadOnlyList<FeedItem>> AfterAsync(Caller reader, FeedCursor after, int limit)
    {
        var (items, bytes) = (new List<FeedItem>(), 0L);
        var from = after;
        while (items.Count < limit)
        {
            var rows = await database.ReadAsync(s => reader.Kind is OrganisationKind.Platform
                ? EventStore.OfPlatformAsync(s, reader.Id, from.Event, RowsAtOnce)
                : EventStore.OfClaimantAsync(s, reader.Id, from.Event, RowsAtOnce));
            var fresh = rows.Where(r => r.Position != from.Event || r.Entries.Count > from.Taken).ToList();
            foreach (var row in fresh)
            {
                var skip = row.Position == from.Event ? from.Taken : 0;
                for (var i = skip; i < row.Entries.Count && items.Count < limit; i++)
                {
                    if (reader.Kind is not OrganisationKind.Claimant && IsHidden(row.Entries[i])) continue;
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

    /// <summary>A notice that was withdrawn before its delivery is not visible to the platform.</summary>
    private static bool IsHidden(EventEntry entry) => entry is { State: NoticeState.Withdrawn, WasOpen: false };

    private static FeedItem Item(EventRow row, int i)
    {
        var entry = row.Entries[i];
        return new()
        {
            Cursor = new FeedCursor(row.Position, i + 1).ToString(),
            Type = row.Kind.Word(),
            At = row.At,
            NoticeId = entry.Id,
            PlatformId = row.PlatformId,
            State = entry.State,
            Deadline = entry.Deadline?.Word(),
            Due = entry.Due,
            Measure = entry.Measure,
            Reason = entry.Reason,
            Corrects = entry.Corrects,
            EscalatedTo = entry.EscalatedTo,
        };
    }
}
