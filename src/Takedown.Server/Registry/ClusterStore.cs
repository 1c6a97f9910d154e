using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Packs;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>Region clusters as versioned data. What was never written is as in the default pack.</summary>
internal sealed class ClusterStore(TimeProvider time)
{
    private const string Latest =
        """
        SELECT body FROM region_clusters c
        WHERE version = (SELECT MAX(version) FROM region_clusters o WHERE o.code = c.code)
        """;

    /// <summary>The latest clusters, by code.</summary>
    public static async Task<IReadOnlyList<RegionCluster>> AllAsync(Session s)
    {
        List<RegionCluster> stored = [.. (await s.QueryAsync<string>(Latest))
            .Select(body => JsonSerializer.Deserialize(body, TakedownJson.Default.RegionCluster)!)];
        return [.. stored.Concat(DefaultPack.RegionClusters.ExceptBy(stored.Select(c => c.Code), c => c.Code))
            .OrderBy(c => c.Code, StringComparer.Ordinal)];
    }

    private const string Insert =
        "INSERT INTO region_clusters (code, version, body, created_at) VALUES (@Code, @Version, @body, @now)";

    /// <summary>Writes the next version of a cluster.</summary>
    /// <returns>The former version, if any, and the written one.</returns>
    public async Task<(RegionCluster? Former, RegionCluster Next)> AddAsync(Session s, RegionCluster cluster)
    {
        await s.LockAsync($"region cluster {cluster.Code}");
        var former = (await AllAsync(s)).FirstOrDefault(c => c.Code == cluster.Code);
        var next = cluster with { Version = (former?.Version ?? 0) + 1 };
        var body = JsonSerializer.Serialize(next, TakedownJson.Default.RegionCluster);
        await s.ExecuteAsync(Insert, new { next.Code, next.Version, body, now = time.GetUtcNow() });
        await OrganisationStore.Bump(s);
        return (former, next);
    }
}
