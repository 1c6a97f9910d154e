using Takedown.Contracts;
using Takedown.Server.Cases;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>The filter of a list of cases.</summary>
internal sealed record CaseFilter(CaseState? State, Guid? Body, bool Key, string? Cluster)
{
    /// <summary>Whether an index of its own gives the few rows that are asked for.</summary>
    public bool IsNarrow => Body is not null || Cluster is not null || Key;

    /// <summary>The condition on the cases <c>c</c>.</summary>
    public string Where =>
        "c.id > @after" + (State is null ? "" : " AND c.state = @state")
            + (Body is null ? "" : " AND c.body_id = @body")
            + (Key ? " AND c.is_key = 1" : "") + (Cluster is null ? "" : " AND c.cluster = @cluster");
}

/// <summary>
/// A page of cases. What a body owns, leads, takes part in and has below it is read apart, each along its index and no
/// further than a page; a body that sees most cases reads them all in their order.
/// </summary>
internal static class CasePage
{
    private const string Order = "ORDER BY c.id LIMIT @take";

    private static readonly string Columns = $"c.{CaseStore.Columns.Replace(", ", ", c.", StringComparison.Ordinal)}";

    /// <summary>Of all cases in their order. There is no body for the operator, who reads all.</summary>
    public static string OfAll(Session s, CaseFilter filter, Organisation? body, IReadOnlyList<Guid> below) =>
        $"SELECT {Columns} FROM cases c WHERE {filter.Where}"
            + (body is null ? "" : $" AND {Visible(s, body, below)}") + $" {Order}";

    /// <summary>Of the parts that a body sees.</summary>
    public static string OfParts(Session s, CaseFilter filter, Organisation body, IReadOnlyList<Guid> below)
    {
        string Part(string where, string from = "") =>
            $"SELECT id FROM (SELECT c.id FROM cases c {from} WHERE {filter.Where} AND {where} {Order}) part";

        string Each(string places, string where) => s.ForEach(
            $"SELECT f.value AS function, p.value AS place FROM {s.InTexts("functions")} f CROSS JOIN {places} p",
            "cases",
            $"SELECT c.id FROM cases c WHERE {filter.Where} AND c.function = k.function AND {where} = k.place {Order}");

        List<string> parts =
        [
            Part("c.body_id = @me"), Part("c.enforcement_id = @me"), Part("c.cluster_lead = @me"),
            Part("b.body_id = @me AND b.case_id > @after", "JOIN case_bodies b ON b.case_id = c.id"),
            Each(RegionSql.Stored("cases", "region", body.Places), "c.region"),
        ];
        if (below.Count > 0) parts.Add(Each(s.In("below"), "c.body_id"));
        return $"SELECT {Columns} FROM cases c WHERE c.id IN (SELECT id FROM ({string.Join(" UNION ", parts)}) seen "
            + "ORDER BY id LIMIT @take) ORDER BY c.id";
    }

    private static string Visible(Session s, Organisation body, IReadOnlyList<Guid> below)
    {
        var under = below.Count == 0 ? "" : $" OR c.body_id IN {s.In("below")}";
        return $"(c.body_id = @me OR c.enforcement_id = @me OR c.cluster_lead = @me OR (c.function IN "
            + $"{s.InTexts("functions")} AND ({RegionSql.Within("c.region", body.Places)}{under})) "
            + "OR EXISTS (SELECT 1 FROM case_bodies b WHERE b.case_id = c.id AND b.body_id = @me))";
    }
}
