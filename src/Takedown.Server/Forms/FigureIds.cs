using Takedown.Core.Compliance;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>
/// The ids behind the figures of notices: the entries of the events that were counted, platform by platform, in the
/// order in which they happened. A page reads the events of its rows only.
/// </summary>
internal static class FigureIds
{
    private const int Chunk = 200;

    private const string First =
        "SELECT tx, seq FROM form_positions WHERE platform_id = @platform AND hour >= @hour ORDER BY hour LIMIT 1";

    private const string NoticeAt = "SELECT platform_id, trail FROM notices WHERE id = @id";

    private const string ActionAt = "SELECT platform_id, '' AS trail FROM account_actions WHERE id = @id";

    private const string Closed =
        "SELECT notice_id FROM escalations WHERE resolved_at < @before AND notice_id IN ";

    private const string Contents = "SELECT notice_id AS id, content FROM notice_contents WHERE notice_id IN ";

    private const string BatchIds =
        """
        SELECT DISTINCT batch_id FROM form_batches
        WHERE function = @function AND at >= @from AND at < @before AND batch_id > @after AND platform_id IN
        """;

    public static Task<IReadOnlyList<Guid>> BatchesAsync(Session s, FigureScope scope, Guid after, int take) =>
        s.QueryAsync<Guid>($"{BatchIds} {s.In("platforms")} ORDER BY batch_id LIMIT @take", new
        {
            function = scope.Function, from = scope.From, before = scope.Before, after, take,
            platforms = s.Ids(scope.Platforms),
        });

    public static async Task<IReadOnlyList<Guid>> OfAsync(
        Session s, int[] codes, FigureScope scope, Guid after, int take)
    {
        var found = new List<Guid>();
        List<Guid> platforms = [.. scope.Platforms.Order()];
        var (start, position, skipping) = (0, (Position?)null, after != Guid.Empty);
        if (skipping)
        {
            if (await PlaceAsync(s, after, codes, scope) is not { } place) return [];
            start = platforms.IndexOf(place.Platform);
            if (start < 0) return [];
            position = place.Position;
        }
        foreach (var platform in platforms.Skip(start))
        {
            var from = position ?? await FirstAsync(s, platform, scope);
            position = null;
            while (from is { } next && found.Count < take)
            {
                var events = await EventStore.OfKindsAsync(s, FigureEvents.Kinds, platform, next, Chunk);
                foreach (var id in await MatchesAsync(s, events, codes, scope))
                {
                    if (!skipping) found.Add(id);
                    else if (id == after) skipping = false;
                }
                // Events of two processes may be some seconds out of order.
                from = events.Count < Chunk || events[^1].At >= scope.Before.AddHours(1) ? null : events[^1].Position;
            }
            if (found.Count >= take) break;
        }
        return found.Count > take ? found[..take] : found;
    }

    private static async Task<IReadOnlyList<Guid>> MatchesAsync(
        Session s, IReadOnlyList<EventRow> events, int[] codes, FigureScope scope)
    {
        List<EventRow> within = [.. events.Where(e => IsWithin(e, scope))];
        if (within.Count == 0) return [];
        var lookups = await FormLookups.OfAsync(s, within);
        List<Guid> ids = [.. within.SelectMany(e => e.Entries.Where(entry =>
            FigureEvents.Counts(e, entry, codes, scope.Function, lookups)).Select(entry => entry.Id))];
        if (ids.Count > 0 && codes.Contains(FigureCode.Unhandled))
        {
            var closed = (await s.QueryAsync<Guid>(
                $"{Closed}{s.In("ids")}", new { before = scope.Before, ids = s.Ids(ids) })).ToHashSet();
            ids.RemoveAll(closed.Contains);
        }
        return ids.Count > 0 && scope.WorkTypes is { } types ? await OfTypesAsync(s, ids, types) : ids;
    }

    private static async Task<IReadOnlyList<Guid>> OfTypesAsync(
        Session s, List<Guid> ids, IReadOnlyList<string> types)
    {
        var rows = await s.QueryAsync<ContentRow>($"{Contents}{s.In("ids")}", new { ids = s.Ids(ids) });
        var kept = rows.Where(r => StoredJson.ReadNotice(r.Content).Work?.Type is { } type && types.Contains(type))
            .Select(r => r.Id).ToHashSet();
        return [.. ids.Where(kept.Contains)];
    }

    private static bool IsWithin(EventRow e, FigureScope scope) => e.At >= scope.From && e.At < scope.Before;

    private static async Task<Position?> FirstAsync(Session s, Guid platform, FigureScope scope)
    {
        var first = await s.FirstAsync<PositionRow>(
            First, new { platform, hour = ReportZone.HourOf(scope.From) });
        return first is null ? null : new(first.Tx, first.Seq - 1);
    }

    /// <summary>Where a page ended: the platform of its last row, and the place before the event of that row.</summary>
    private static async Task<(Guid Platform, Position? Position)?> PlaceAsync(
        Session s, Guid id, int[] codes, FigureScope scope)
    {
        if (await s.FirstAsync<Place>(NoticeAt, new { id }) is { } notice)
        {
            var events = await EventStore.ByIdsAsync(s, notice.Trail);
            var lookups = await FormLookups.OfAsync(s, events);
            var last = events.FirstOrDefault(e => IsWithin(e, scope) && e.Entries.Any(entry =>
                entry.Id == id && FigureEvents.Counts(e, entry, codes, scope.Function, lookups)));
            return last is null ? null : (notice.PlatformId, new(last.Position.Tx, last.Position.Seq - 1));
        }
        return await s.FirstAsync<Place>(ActionAt, new { id }) is { } action ? (action.PlatformId, null) : null;
    }

    private sealed record ContentRow
    {
        public Guid Id { get; init; }
        public string Content { get; init; } = "";
    }

    private sealed record Place
    {
        public Guid PlatformId { get; init; }
        public string Trail { get; init; } = "";
    }

    private sealed record PositionRow
    {
        public long Tx { get; init; }
        public long Seq { get; init; }
    }
}
