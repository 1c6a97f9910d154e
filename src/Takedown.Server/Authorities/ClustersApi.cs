using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Routing;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Authorities;

/// <summary>Region clusters, whose bodies share leads.</summary>
internal static class ClustersApi
{
    private const int MaxName = 200, MaxRegions = 100, MaxClusters = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/region-clusters").WithTags("Regulator");

        group.MapGet("", async (Database database) => TypedResults.Ok(
                new Page<RegionCluster>(await database.ReadAsync(ClusterStore.AllAsync), null)))
            .For(Operator, Regulator).Scope(KeyScope.Read)
            .Describe("listRegionClusters", "List the region clusters",
                "Groups of regions whose bodies share leads, by code.").Answers<Page<RegionCluster>>();

        group.MapGet("/{code}", GetAsync).For(Operator, Regulator).Scope(KeyScope.Read)
            .Describe("getRegionCluster", "Read a region cluster", "The latest version.")
            .Answers<RegionCluster>().Fails(404);

        group.MapPut("/{code}", PutAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("putRegionCluster", "Write the next version of a region cluster",
                "Bodies of one cluster with a function in common share their leads. code and version are ignored.")
            .Accepts<RegionCluster>("application/json").Answers<RegionCluster>().Fails(400);
    }

    private static async Task<Results<Ok<RegionCluster>, ProblemHttpResult>> GetAsync(
        string code, HttpContext http, Database database) =>
        (await database.ReadAsync(ClusterStore.AllAsync)).FirstOrDefault(c => c.Code == code) is { } found
            ? TypedResults.Ok(found) : Problems.NotFound(http);

    private static async Task<Results<Ok<RegionCluster>, ProblemHttpResult>> PutAsync(
        string code, HttpContext http, Database database, ClusterStore store, AuditLog audit)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.RegionCluster);
        if (problem is not null) return problem;
        var cluster = input! with { Code = code };
        var faults = Check(cluster);
        var others = (await database.ReadAsync(ClusterStore.AllAsync)).Count(c => c.Code != code);
        if (others >= MaxClusters) faults.Add("/code", "list.too-long", $"{MaxClusters}");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("region-cluster.put", code);
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var (former, next) = await store.AddAsync(s, cluster);
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.RegionCluster);
            return next;
        }));
    }

    private static List<InputFault> Check(RegionCluster cluster)
    {
        List<InputFault> faults = [];
        if (!Validation.IsToken(cluster.Code)) faults.Add("/code", "value.token");
        if (string.IsNullOrWhiteSpace(cluster.Name)) faults.Add("/name", "field.required");
        faults.CheckLength(cluster.Name, MaxName, "/name");
        if (cluster.Regions is not { Count: > 1 }) faults.Add("/regions", "field.required");
        if (cluster.Regions?.Count > MaxRegions) faults.Add("/regions", "list.too-long", $"{MaxRegions}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, region) in (cluster.Regions ?? []).Take(MaxRegions).Index())
        {
            if (!Region.IsValid(region)) faults.Add($"/regions/{i}", "region.unknown");
            else if (!seen.Add(region)) faults.Add($"/regions/{i}", "value.duplicate");
        }
        return faults;
    }
}
