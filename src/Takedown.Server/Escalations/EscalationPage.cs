using Dapper;
using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>
/// The ids of a page. What a reader sees as the body of a platform, of a claimant, of an accused or of a body below it
/// is read apart, each along its index and no further than a page; an escalation that is seen twice is there once.
/// </summary>
internal static class EscalationPage
{
    /// <summary>The functions of all escalations.</summary>
    public static readonly string Functions = RegionSql.Values("escalations", "function");

    private static readonly string[] Regions = ["claimant_region", "accused_region"];

    public static string Ids(Session s, EscalationFilter f) =>
        $"SELECT id FROM ({string.Join(" UNION ", Parts(s, f))}) seen ORDER BY id LIMIT @take";

    public static object Args(Session s, EscalationFilter f, Guid after, int take)
    {
        var args = new DynamicParameters(new
        {
            after,
            take,
            platforms = s.Ids(f.Platforms),
            below = s.Ids(f.Below),
            statuses = s.Numbers(Statuses(f).Select(status => (long)status)),
            functions = s.Texts(f.Functions ?? []),
        });
        foreach (var (i, function) in (f.Functions ?? []).Index()) args.Add($"function{i}", function);
        return args;
    }

    private static EscalationStatus[] Statuses(EscalationFilter f) =>
        f.Status is { } one ? [one] : Enum.GetValues<EscalationStatus>();

    private static IEnumerable<string> Parts(Session s, EscalationFilter f)
    {
        if (f.SeesMost) return Most(s, f);
        List<string> parts = [Part(s, f, s.In("platforms"), "e.platform_id")];
        if (f.Below.Count > 0) parts.Add(Part(s, f, s.In("below"), "e.regulator_id"));
        if (f.Places.Count > 0)
        {
            parts.AddRange(Regions.Select(region =>
                Part(s, f, RegionSql.Stored("escalations", region, f.Places), $"e.{region}")));
        }
        return parts;
    }

    /// <summary>
    /// By function and status, named one by one: the planner knows how many rows have those, and reads all rows in
    /// their order only where a page is found at once.
    /// </summary>
    private static IEnumerable<string> Most(Session s, EscalationFilter f) =>
        from i in Enumerable.Range(0, f.Functions!.Count)
        from status in Statuses(f)
        select $"SELECT id FROM (SELECT e.id FROM escalations e WHERE e.function = @function{i} "
            + $"AND e.status = {status:D} AND ({Seen(s, f)}) AND e.id > @after ORDER BY e.id LIMIT @take) part";

    private static string Part(Session s, EscalationFilter f, string places, string place)
    {
        var functions = f.Functions is null ? Functions : s.InTexts("functions");
        return s.ForEach(
            "SELECT f.value AS function, t.value AS status, p.value AS place "
                + $"FROM {functions} f CROSS JOIN {s.InNumbers("statuses")} t CROSS JOIN {places} p",
            "escalations",
            $"SELECT e.id FROM escalations e WHERE e.function = k.function AND e.status = k.status "
                + $"AND {place} = k.place AND e.id > @after ORDER BY e.id LIMIT @take");
    }

    private static string Seen(Session s, EscalationFilter f)
    {
        if (f.SeesAll) return "1 = 1";
        List<string> seen = [$"platform_id IN {s.In("platforms")}"];
        if (f.Below.Count > 0) seen.Add($"regulator_id IN {s.In("below")}");
        if (f.Places.Count > 0) seen.AddRange(Regions.Select(region => RegionSql.Within(region, f.Places)));
        return string.Join(" OR ", seen);
    }
}
