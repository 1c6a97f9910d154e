using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Takedown.Server.Observability;

/// <summary>
/// Sends the last spans and metrics when the server stops, after everything that makes them. Left to their disposal,
/// the providers would take up to 5 s each, one after the other, where the collector does not answer.
/// </summary>
internal sealed class TelemetryFlush(TracerProvider traces, MeterProvider metrics) : IHostedService
{
    private const int TimeoutMilliseconds = 1500;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces.Shutdown(TimeoutMilliseconds), cancellationToken),
        Task.Run(() => metrics.Shutdown(TimeoutMilliseconds), cancellationToken));
}
