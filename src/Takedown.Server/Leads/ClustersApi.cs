using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Leads;

internal static class ClustersApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/clusters", ListAsync).WithTags("Leads").For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listClusters",
                "List what several leads and notices of your jurisdiction have in common, the largest first",
                $"Over the newest {Clusters.Examined} leads and the newest {Clusters.Examined} notices: of at most 50 "
                + "platforms those that reached each of them, otherwise those of all. An operator is a suspected party "
                + "by its credit code or name, or the platform.")
            .Paged().Reads("clusterBy").Answers<Page<ClusterView>>().Fails(400);

    private static async Task<Results<Ok<Page<ClusterView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Clusters clusters, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, axis, after) = (query.Limit, query.Word<ClusterAxis>("by"), query.Text("after"));
        List<InputFault> faults = [.. query.Faults];
        var from = (Count: int.MaxValue, Id: "");
        if (after is { Length: > 0 } && !TryRead(after, out from)) faults.Add(new("?after", "cursor.invalid"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var all = await clusters.ListAsync(registry, http.Caller(), axis ?? ClusterAxis.Operator);
        List<ClusterView> rest = [.. all.Where(c => c.Count < from.Count
            || (c.Count == from.Count && string.CompareOrdinal(c.Id, from.Id) > 0)).Take(limit + 1)];
        return TypedResults.Ok(Pages.Of(
            rest, limit, c => string.Create(CultureInfo.InvariantCulture, $"{c.Count}-{c.Id}"),
            c => PageBytes.Around * 4 + PageBytes.Length(c.Name)));
    }

    private static bool TryRead(string text, out (int Count, string Id) from)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        from = (0, dash < 0 ? "" : text[(dash + 1)..]);
        return dash > 0 && int.TryParse(
            text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out from.Count);
    }
}
