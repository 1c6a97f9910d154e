using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Takedown.Server.Observability;

/// <summary>Liveness and readiness of the process.</summary>
internal static class HealthApi
{
    private const string Database = "database";
    private const string Bus = "bus";

    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>(Database).AddCheck<BusHealthCheck>(Bus);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealth("/healthz/live", _ => false, _ => new("alive", null));
        // Selected by name, because MassTransit registers a check of its own.
        routes.MapHealth("/healthz/ready", check => check.Name is Database or Bus, report => new(
            report.Status is HealthStatus.Healthy ? "ready" : "not ready",
            report.Entries.ToDictionary(entry => entry.Key, entry => StatusText(entry.Value))));
    }

    private static void MapHealth(
        this IEndpointRouteBuilder routes, string path, Func<HealthCheckRegistration, bool> checks,
        Func<HealthReport, HealthView> view)
    {
        var options = new HealthCheckOptions
        {
            Predicate = checks,
            ResponseWriter = (http, report) => http.Response.WriteAsJsonAsync(view(report)),
        };
        routes.MapHealthChecks(path, options)
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The message of an exception goes only to the log, because this response is public.</summary>
    private static string StatusText(HealthReportEntry entry) => entry switch
    {
        { Status: HealthStatus.Healthy } => "ready",
        { Exception: not null } => "not ready: its check failed",
        _ => $"not ready: {entry.Description}",
    };
}

internal sealed record HealthView(string Status, IReadOnlyDictionary<string, string>? Parts);
