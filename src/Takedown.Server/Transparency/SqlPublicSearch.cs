using Dapper;
using Takedown.Storage;

namespace Takedown.Server.Transparency;

/// <summary>
/// Searches in the SQL database. The rows of the rarest term, or those of one index, are read newest first and compared
/// with the rest of the question; a page reads a limited number of them, so that it costs the same among millions.
/// </summary>
internal sealed class SqlPublicSearch(Database database)
{
    /// <summary>Candidates of a page, and of facets.</summary>
    private const int MaxScanned = 5_000, MaxScannedForFacets = 20_000;

    /// <summary>Rows up to which terms are compared by their frequency; all with more are frequent.</summary>
    private const int Frequent = 1_000;

    public Task<PublicPage> PageAsync(PublicSearch search, CancellationToken cancellation) =>
        search.IsVain ? Task.FromResult(new PublicPage([], null)) : database.ReadAsync(async s =>
        {
            if (await CandidatesAsync(s, search, MaxScanned) is not { } candidates) return new PublicPage([], null);
            var rows = await s.QueryAsync<StoredEntry>(
                $"SELECT {StoredEntry.Columns} {candidates.Matches} ORDER BY k.id DESC LIMIT @take", candidates.Args);
            if (rows.Count > search.Limit)
                return new([.. rows.Take(search.Limit).Select(r => r.Notice)], rows[search.Limit - 1].Id);
            var last = await s.FirstAsync<Guid?>($"{candidates.Scanned} OFFSET @last", candidates.Args);
            return new([.. rows.Select(r => r.Notice)], last);
        }, cancellation);

    private static readonly string Divided =
        string.Join(" UNION ALL ", PublicFacets.Names.Select(name =>
        {
            var (column, label) = name switch
            {
                "platform" => ("platform_id", "MAX(platform)"),
                "workType" => ("work_type", "NULL"),
                _ => (name, "NULL"),
            };
            // One type for values of every type, which both databases convert alike.
            var value = name is "state" or "measure" ? ($"{column}", "NULL", "NULL")
                : name is "platform" ? ("NULL", column, "NULL") : ("NULL", "NULL", column);
            return $"SELECT '{name}' AS field, CAST({value.Item1} AS BIGINT) AS number, {Id(value.Item2)} AS id, "
                + $"CAST({value.Item3} AS TEXT) AS word, CAST({label} AS TEXT) AS name, COUNT(*) AS count "
                + $"FROM m WHERE {column} IS NOT NULL GROUP BY {column}";
        }));

    private static string Id(string column) =>
        column == "NULL" ? "(SELECT platform_id FROM public_notices WHERE 1 = 0)" : column;

    public Task<PublicFacets> FacetsAsync(PublicSearch search, CancellationToken cancellation) =>
        search.IsVain ? Task.FromResult(PublicFacets.None) : database.ReportAsync(async s =>
        {
            if (await CandidatesAsync(s, search with { Limit = PublicFacets.MaxMatches }, MaxScannedForFacets)
                is not { } candidates) return PublicFacets.None;
            var matches =
                "SELECT n.platform_id, n.platform, n.host, n.regime, n.work_type, n.state, n.measure "
                    + $"{candidates.Matches} ORDER BY k.id DESC LIMIT @most";
            var rows = await s.QueryAsync<FacetRow>(
                $"WITH m AS MATERIALIZED ({matches}) {Divided} UNION ALL "
                    + $"SELECT 'all', NULL, {Id("NULL")}, NULL, NULL, COUNT(*) FROM m", candidates.Args);
            var all = rows.First(r => r.Field == "all").Count;
            var capped = all == PublicFacets.MaxMatches
                || await s.FirstAsync<Guid?>($"{candidates.Scanned} OFFSET @last", candidates.Args) is not null;
            return new(all, capped, PublicFacets.Names.ToDictionary(
                name => name, name => FacetRow.CountsOf(rows.Where(r => r.Field == name))));
        }, cancellation);

    /// <summary>Null if a term is in no notice.</summary>
    private static async Task<Candidates?> CandidatesAsync(Session s, PublicSearch search, int scan)
    {
        var args = new DynamicParameters(new
        {
            search.Now,
            search.Platform,
            search.Host,
            search.Regime,
            search.WorkType,
            State = (int?)search.State,
            Measure = (int?)search.Measure,
            search.From,
            search.Before,
            older = PublicIds.Before(search),
            newer = PublicIds.From(search),
            take = search.Limit + 1,
            most = search.Limit,
            scan,
            last = scan - 1,
        });
        var terms = await RarestFirstAsync(s, search.Terms);
        if (terms is null) return null;
        for (var i = 0; i < terms.Count; i++) args.Add($"t{i}", terms[i]);
        var range = "id < @older AND id > @newer";
        var scope = terms.Count > 0
            ? $"SELECT notice_id AS id FROM public_terms WHERE term = @t0 AND {range.Replace("id", "notice_id",
                StringComparison.Ordinal)} ORDER BY notice_id DESC"
            : $"SELECT id FROM public_notices WHERE {IndexOf(search)}{range} ORDER BY id DESC";
        var others = Enumerable.Range(1, Math.Max(0, terms.Count - 1)).Select(i =>
            $"AND EXISTS (SELECT 1 FROM public_terms x WHERE x.term = @t{i} AND x.notice_id = k.id)");
        return new(
            $"FROM ({scope} LIMIT @scan) k JOIN public_notices n ON n.id = k.id "
                + $"WHERE {string.Join(' ', Filters(search).Concat(others))}",
            $"{scope} LIMIT 1", args);
    }

    /// <summary>The filter whose index gives the candidates in their order.</summary>
    private static string IndexOf(PublicSearch search) => search switch
    {
        { Host: not null } => "host = @Host AND ",
        { Platform: not null } => "platform_id = @Platform AND ",
        { Regime: not null, WorkType: not null } => "regime = @Regime AND work_type = @WorkType AND ",
        _ => "",
    };

    private static IEnumerable<string> Filters(PublicSearch search)
    {
        yield return "n.ground IS NULL AND n.publish_at <= @Now AND n.expire_at > @Now";
        if (search.Platform is not null) yield return "AND n.platform_id = @Platform";
        if (search.Host is not null) yield return "AND n.host = @Host";
        if (search.Regime is not null) yield return "AND n.regime = @Regime";
        if (search.WorkType is not null) yield return "AND n.work_type = @WorkType";
        if (search.State is not null) yield return "AND n.state = @State";
        if (search.Measure is not null) yield return "AND n.measure = @Measure";
        if (search.From is not null) yield return "AND n.received_at >= @From";
        if (search.Before is not null) yield return "AND n.received_at < @Before";
    }

    /// <summary>The terms, the one with the fewest notices first; null if one has none.</summary>
    private static async Task<IReadOnlyList<string>?> RarestFirstAsync(Session s, IReadOnlyList<string> terms)
    {
        if (terms.Count < 2) return terms;
        var args = new DynamicParameters();
        for (var i = 0; i < terms.Count; i++) args.Add($"t{i}", terms[i]);
        args.Add("frequent", Frequent);
        var counts = await s.QueryAsync<TermCount>(
            string.Join(" UNION ALL ", terms.Select((_, i) =>
                $"SELECT {i} AS turn, (SELECT COUNT(*) FROM "
                    + $"(SELECT 1 FROM public_terms WHERE term = @t{i} LIMIT @frequent) capped) AS count")), args);
        if (counts.Any(c => c.Count == 0)) return null;
        // Among frequent ones the longest is the rarest, more often than not.
        return [.. counts.OrderBy(c => c.Count).ThenByDescending(c => terms[(int)c.Turn].Length)
            .Select(c => terms[(int)c.Turn])];
    }

    /// <param name="Matches">FROM and WHERE of the matches.</param>
    /// <param name="Scanned">A SELECT of the id of a candidate, to be completed by an offset.</param>
    /// <param name="Args">The parameters of both.</param>
    private sealed record Candidates(string Matches, string Scanned, DynamicParameters Args);

    private sealed record TermCount
    {
        public long Turn { get; init; }
        public long Count { get; init; }
    }
}
