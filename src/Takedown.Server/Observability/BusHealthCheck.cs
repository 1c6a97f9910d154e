using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Takedown.Server.Hosting;

namespace Takedown.Server.Observability;

/// <summary>
/// Whether the bus is connected and serves its queues. MassTransit's own check reports the same, but exposes the names
/// of the queues only in types of its own.
/// </summary>
internal sealed class BusHealthCheck(IBusControl bus, BusObstacle known) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = bus.CheckHealth();
        return Task.FromResult(health.Status is BusHealthStatus.Healthy
            ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(known.Find() ?? Obstacle(health)));
    }

    /// <summary>The queues that are not served; if that is all of them, the broker is unavailable.</summary>
    private static string Obstacle(BusHealthResult health)
    {
        var queues = health.Endpoints.Select(e => (Name: e.Key.Split('/')[^1].Split('?')[0], e.Value.Status))
            // An internal endpoint of the bus without a consumer.
            .Where(q => !q.Name.Contains("_bus_", StringComparison.Ordinal)).ToList();
        var unhealthy = queues.Where(q => q.Status is not BusHealthStatus.Healthy)
            .Select(q => q.Name).Order(StringComparer.Ordinal).ToList();
        return unhealthy.Count == 0 || unhealthy.Count == queues.Count ? "no connection" : string.Join(", ", unhealthy);
    }
}
