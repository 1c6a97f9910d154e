using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Takedown.Server.Observability;

/// <summary>
/// Sends the last spans and metrics when the server stops, after all services that produce them. Without it, the
/// disposal of each provider would take up to 5 s, in sequence, if the collector does not answer.
/// </summary>
internal sealed class TelemetryFlush(TracerProvider traces, MeterProvider metrics) : IHostedService
{
    private const int TimeoutMilliseconds = 1500;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces.Shutdown(TimeoutMilliseconds), cancellationToken),
        Task.Run(() => metrics.Shutdown(TimeoutMilliseconds), cancellationToken));
}
