using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Takedown.Server.Hosting;

namespace Takedown.Server.Observability;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector where the standard variables name one; they also say how. The
/// metrics are those of <c>/metrics</c>, with the same labels.
/// </summary>
internal sealed class OtlpExport(TakedownOptions options) : IHostedService, IDisposable
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>For the last spans, where the collector answers. Where it does not, they are not worth a late end.</summary>
    private const int DrainTimeoutMilliseconds = 1500;

    private static readonly string[] Sources = [Tracing.Name, "Microsoft.AspNetCore", "MassTransit", "Npgsql"];

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public static bool IsOn => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Endpoint));

    public static void AddTo(IServiceCollection services)
    {
        if (!IsOn) return;
        // Otherwise a request's span has no route, method or status: the package that adds them does not restore here.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        services.AddHostedService<OtlpExport>();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource(Sources).AddOtlpExporter().Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter([.. Exported.Meters])
            .AddView(instrument => Exported.LabelsOf(instrument) is { } labels ? new MetricStreamConfiguration { TagKeys = labels } : MetricStreamConfiguration.Drop)
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces?.Shutdown(DrainTimeoutMilliseconds), cancellationToken),
        Task.Run(() => metrics?.Shutdown(DrainTimeoutMilliseconds), cancellationToken));

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    private ResourceBuilder Resource() => ResourceBuilder.CreateDefault()
        .AddService("takedown", autoGenerateServiceInstanceId: true)
        .AddAttributes([new("takedown.roles", string.Join(',', options.RoleList))]);
}
