using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>What a regulator reads of a batch of somebody else: the notices of its region and functions.</summary>
internal sealed class BatchParts(Database database, BatchStore batches, RegistryCache registryCache)
{
    private const string Count =
        """
        SELECT platform_id, regime, function, COUNT(*) AS notices FROM notices WHERE batch_id = @id
        GROUP BY platform_id, regime, function
        """;

    /// <summary>The part; null if the batch has no such notice.</summary>
    public async Task<BatchView?> FindAsync(Guid id, Guid regulator, CancellationToken cancellation)
    {
        var registry = await registryCache.CurrentAsync(cancellation);
        var groups = await database.ReportAsync(s => s.QueryAsync<Row>(Count, new { id }), cancellation);
        var covered = groups.Where(g => registry.Covers(regulator, g.PlatformId, g.Regime, g.Function))
            .Sum(g => g.Notices);
        if (covered == 0 || await batches.FindAsync(id, null) is not { } batch) return null;
        var part = batch with { Received = covered, Accepted = covered, Duplicate = 0, Rejected = 0, Metadata = null };
        return part.View(null) with { ResultsUrl = $"/v1/notices?batch={id}" };
    }

    private sealed record Row
    {
        public Guid PlatformId { get; init; }
        public string Regime { get; init; } = "";
        public string? Function { get; init; }
        public long Notices { get; init; }
    }
}
