using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Takedown.Server.Observability;

/// <summary>
/// Whether the bus is connected and serves its queues. MassTransit's own check says the same, but names the queues only
/// in types of its own.
/// </summary>
internal sealed class BusHealthCheck(IBusControl bus) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = bus.CheckHealth();
        return Task.FromResult(health.Status is BusHealthStatus.Healthy
            ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(Obstacle(health)));
    }

    /// <summary>The queues that cannot be served. Where that is all of them, the broker is unavailable.</summary>
    private static string Obstacle(BusHealthResult health)
    {
        var queues = health.Endpoints.Select(e => (Name: e.Key.Split('/')[^1].Split('?')[0], e.Value.Status))
            // One of the bus's own, which reads nothing.
            .Where(q => !q.Name.Contains("_bus_", StringComparison.Ordinal)).ToList();
        var ill = queues.Where(q => q.Status is not BusHealthStatus.Healthy)
            .Select(q => q.Name).Order(StringComparer.Ordinal).ToList();
        return ill.Count == 0 || ill.Count == queues.Count ? "no connection" : string.Join(", ", ill);
    }
}
