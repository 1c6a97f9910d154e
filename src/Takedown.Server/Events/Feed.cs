using System.Globalization;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Setup;
using Takedown.Server.Storage;

namespace Takedown.Server.Events;

/// <summary>A place in a claimant's feed: an event and how many of its facts were read.</summary>
internal readonly record struct FeedCursor(long Seq, int Taken)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}.{Taken}");

    public static bool TryParse(string? text, out FeedCursor cursor)
    {
        cursor = default;
        if (text is null or "" or "0") return true;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0
            || !long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            || !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var taken)) return false;
        cursor = new(seq, taken);
        return true;
    }
}

/// <summary>A claimant's or a platform's feed: the facts of its events, one by one, in commit order.</summary>
internal sealed class Feed(Database database)
{
    /// <summary>A row holds 1 to 500 facts; few rows are read at once, so that a short page never unpacks thousands.</summary>
    private const int RowsAtOnce = 8;

    /// <summary>The facts behind a cursor, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<FeedItem>> AfterAsync(Caller reader, FeedCursor after, int limit)
    {
        var items = new List<FeedItem>();
        var from = after;
        while (items.Count < limit)
        {
            var rows = await database.ReadAsync(s => reader.Kind is OrganisationKind.Platform
                ? EventStore.OfPlatformAsync(s, reader.Id, from.Seq, RowsAtOnce)
                : EventStore.OfClaimantAsync(s, reader.Id, from.Seq, RowsAtOnce));
            var fresh = rows.Where(r => r.Seq > from.Seq || r.Facts.Count > from.Taken).ToList();
            foreach (var row in fresh)
            {
                var skip = row.Seq == from.Seq ? from.Taken : 0;
                for (var i = skip; i < row.Facts.Count && items.Count < limit; i++)
                {
                    if (reader.Kind is OrganisationKind.Claimant || !NeverHad(row.Facts[i])) items.Add(Item(row, i));
                }
                if (items.Count == limit) return items;
            }
            if (fresh.Count == 0) return items;
            from = new(fresh[^1].Seq, fresh[^1].Facts.Count);
        }
        return items;
    }

    /// <summary>A notice taken back before it was delivered is none of the platform's business.</summary>
    private static bool NeverHad(Fact fact) => fact is { State: NoticeState.Withdrawn, WasOpen: false };

    private static FeedItem Item(EventRow row, int i)
    {
        var fact = row.Facts[i];
        return new()
        {
            Cursor = new FeedCursor(row.Seq, i + 1).ToString(),
            Type = row.Kind.Word(),
            At = row.At,
            NoticeId = fact.Id,
            PlatformId = row.PlatformId,
            State = fact.State,
            Deadline = fact.Deadline,
            Due = fact.Due,
            Measure = fact.Measure,
            Reason = fact.Reason,
            EscalatedTo = fact.EscalatedTo,
        };
    }
}
