using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Scores;

/// <summary>A notice behind a part of a score.</summary>
internal sealed record Behind(NoticeRow Notice, ScorePart Part, DateTimeOffset At);

/// <summary>
/// Finds the notices behind a score in what is stored: a page examines a limited number of notices, whatever the size
/// of the table, and reads the events of those that fit.
/// </summary>
internal static class BehindScores
{
    public const int MaxRows = 100;

    private const int MaxScanned = 10_000;

    /// <summary>A page, newest first.</summary>
    /// <param name="s">The session.</param>
    /// <param name="kind">Kind of the owner.</param>
    /// <param name="owner">The claimant or the platform.</param>
    /// <param name="part">The part.</param>
    /// <param name="before">The cursor: an id of a notice of a claimant, a place in the inbox of a platform.</param>
    /// <param name="take">The most notices.</param>
    /// <returns>The notices, and the cursor for the next page; null if there is none.</returns>
    public static async Task<(IReadOnlyList<Behind> Found, string? Next)> PageAsync(
        Session s, OrganisationKind kind, Guid owner, ScorePart part, ScoreCursor before, int take)
    {
        var scanned = kind is OrganisationKind.Platform
            ? "FROM inbox i JOIN notices n ON n.id = i.notice_id WHERE i.platform_id = @owner AND i.seq < @Seq "
                + "ORDER BY i.seq DESC LIMIT @scan"
            : "FROM notices n WHERE n.claimant_id = @owner AND n.id < @Id ORDER BY n.id DESC LIMIT @scan";
        var order = kind is OrganisationKind.Platform ? "seq" : "id";
        var args = new { owner, before.Id, before.Seq, scan = MaxScanned, take = take + 1, last = MaxScanned - 1 };
        var rows = await s.QueryAsync<NoticeRow>(
            $"SELECT {NoticeStore.Columns} FROM (SELECT n.* {scanned}) n WHERE {ScoreParts.Candidates(part)} "
                + $"ORDER BY n.{order} DESC LIMIT @take", args);
        var page = rows.Take(take).ToList();
        var next = rows.Count > take ? new ScoreCursor(page[^1].Id, page[^1].Seq ?? 0)
            : await s.FirstAsync<Last>($"SELECT n.id, n.seq {scanned} OFFSET @last", args with { scan = 1 }) is { } last
                ? new ScoreCursor(last.Id, last.Seq ?? 0) : null;
        return (await CountedAsync(s, page, [part]), next?.Text(kind));
    }

    /// <summary>Those of the given notices of an owner that are behind parts of its score.</summary>
    public static async Task<IReadOnlyList<Behind>> FindAsync(
        Session s, OrganisationKind kind, Guid owner, IReadOnlyList<ScorePart> parts, IReadOnlyList<Guid> ids)
    {
        var column = kind is OrganisationKind.Platform ? "platform_id" : "claimant_id";
        return await CountedAsync(s, await s.QueryAsync<NoticeRow>(
            $"SELECT {NoticeStore.Columns} FROM notices n WHERE n.id IN {s.In("ids")} "
                + $"AND (n.{column} = @owner) IS TRUE AND n.delivered_at IS NOT NULL ORDER BY n.id DESC",
            new { owner, ids = s.Ids(ids) }), parts);
    }

    private static async Task<IReadOnlyList<Behind>> CountedAsync(
        Session s, IReadOnlyList<NoticeRow> notices, IReadOnlyList<ScorePart> parts)
    {
        if (notices.Count == 0) return [];
        var wanted = notices.ToDictionary(n => n.Id, _ => new List<(EventRow, EventEntry)>());
        foreach (var row in await EventStore.ByIdsAsync(s, string.Join(',', notices.Select(n => n.EventIds))))
        {
            foreach (var entry in row.Entries)
            {
                if (wanted.TryGetValue(entry.Id, out var events)) events.Add((row, entry));
            }
        }
        return [.. from notice in notices
                   from part in parts
                   let at = ScoreParts.CountedAt(part, wanted[notice.Id])
                   where at is not null
                   select new Behind(notice, part, at.Value)];
    }

    private sealed record Last
    {
        public Guid Id { get; init; }
        public long? Seq { get; init; }
    }
}

/// <summary>Where a page of the notices behind a score begins.</summary>
internal sealed record ScoreCursor(Guid Id, long Seq)
{
    public static readonly ScoreCursor Start = new(Guid.AllBitsSet, long.MaxValue);

    public string Text(OrganisationKind kind) => kind is OrganisationKind.Platform
        ? Seq.ToString(System.Globalization.CultureInfo.InvariantCulture) : Id.ToString();
}
