using Microsoft.Extensions.Diagnostics.HealthChecks;
using Takedown.Server.Hosting;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Observability;

/// <summary>
/// Whether MongoDB answers. Only the process that shows nothing but the public record is not ready without it: all
/// others do the rest of their work.
/// </summary>
internal sealed class MongoHealthCheck(MongoStore mongo, TakedownOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await mongo.CheckHealthAsync(writes: !options.IsPublicOnly, cancellationToken) is not { } obstacle
            ? HealthCheckResult.Healthy()
            : options.IsPublicOnly ? HealthCheckResult.Unhealthy(obstacle) : HealthCheckResult.Degraded(obstacle);
}
