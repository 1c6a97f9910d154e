using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Takedown.Server.Hosting;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Observability;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector if the standard environment variables configure one. The
/// metrics are those of <c>/metrics</c>, with the same labels.
/// </summary>
internal static class OtlpExport
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static bool IsOn => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Endpoint));

    /// <summary>
    /// HttpClient is not instrumented: only webhooks use it, their span is created by the connector, and the spans of
    /// the instrumentation would contain the URL of the platform.
    /// </summary>
    public static void AddTo(IServiceCollection services, TakedownOptions options)
    {
        if (!IsOn) return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("takedown", autoGenerateServiceInstanceId: true)
                .AddAttributes([new("takedown.roles", string.Join(',', options.RoleList))]))
            .WithTracing(traces => traces
                .AddSource(Tracing.Name, "MassTransit", MongoStore.Spans)
                .AddAspNetCoreInstrumentation().AddNpgsql().AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddOtlpExporter());
        services.AddHostedService<TelemetryFlush>();
    }
}

