using Microsoft.Extensions.Diagnostics.HealthChecks;
using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Observability;

/// <summary>Whether the database has this program's schema, answers, and can be written to.</summary>
internal sealed class DatabaseHealthCheck(Database database, DatabaseStartup opening) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!opening.Opened.IsCompleted) return HealthCheckResult.Unhealthy(opening.Obstacle);
        return await database.CheckHealthAsync(Timeout, cancellationToken) is { } obstacle
            ? HealthCheckResult.Unhealthy(obstacle) : HealthCheckResult.Healthy();
    }
}
