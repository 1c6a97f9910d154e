using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using System.Text.Json.Serialization;
using Takedown.Server.Hosting;

namespace Takedown.Server.Observability;

/// <summary>Liveness and readiness of the process.</summary>
internal static class HealthApi
{
    private const string Database = "database";
    private const string Bus = "bus";
    private const string PublicRecord = "public record";
    private const string Evidence = "evidence";

    public static void AddHealth(this IServiceCollection services, TakedownOptions options)
    {
        var checks = services.AddHealthChecks();
        if (!options.IsPublicOnly) checks.AddCheck<DatabaseHealthCheck>(Database).AddCheck<BusHealthCheck>(Bus);
        if (options.Transparency.IsMongo) checks.AddCheck<MongoHealthCheck>(PublicRecord);
        if (options.Evidence.IsMongo) checks.AddCheck<MongoHealthCheck>(Evidence);
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var warnings = routes.ServiceProvider.GetServices<ReadinessWarning>().ToList();
        routes.MapHealth("/healthz/live", _ => false, _ => new("alive", null, null));
        routes.MapHealth("/healthz/ready", IsReadiness, report => View(report, warnings));
    }

    /// <summary>Selected by name, because MassTransit registers a check of its own.</summary>
    public static bool IsReadiness(HealthCheckRegistration check) =>
        check.Name is Database or Bus or PublicRecord or Evidence;

    public static HealthView View(HealthReport report, IEnumerable<ReadinessWarning> warnings) => new(
        report.Status is HealthStatus.Unhealthy ? "not ready" : "ready",
        report.Entries.ToDictionary(entry => entry.Key, entry => StatusText(entry.Value)),
        warnings.SelectMany(w => w.Find()).ToList() is { Count: > 0 } some ? some : null);

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

/// <summary>The answer of the health routes.</summary>
/// <param name="Status">Whether the process is alive or ready.</param>
/// <param name="Parts">What readiness depends on.</param>
/// <param name="Warnings">What the operator must do soon; it does not make the server unready.</param>
internal sealed record HealthView(
    string Status, IReadOnlyDictionary<string, string>? Parts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings);
