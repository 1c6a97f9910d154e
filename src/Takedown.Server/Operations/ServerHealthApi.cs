using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Observability;
using Takedown.Server.Registry;

namespace Takedown.Server.Operations;

/// <summary>Readiness, lags and ends in one answer, for a person; machines read the metrics.</summary>
internal static class ServerHealthApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/operations/health", GetAsync).WithTags("Operations").For(OrganisationKind.Operator)
            .Scope(KeyScope.Read)
            .Describe("getHealth", "Read how the server is: readiness, lags, dead letters, calendars that end",
                "The lags are those of the metrics: every process reports the same, at most a minute old.")
            .Answers<ServerHealth>();

    private static async Task<Ok<ServerHealth>> GetAsync(
        HttpContext http, HealthCheckService checks, IEnumerable<ReadinessWarning> warnings, BacklogReader reader,
        DeadLetterCount letters, CalendarWatch calendars, RegistryCache registryCache)
    {
        var report = await checks.CheckHealthAsync(HealthApi.IsReadiness, http.RequestAborted);
        await Task.WhenAll(reader.RefreshAsync(http.RequestAborted), letters.RefreshAsync(http.RequestAborted));
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (view, backlog) = (HealthApi.View(report, warnings), reader.Latest);
        return TypedResults.Ok(new ServerHealth
        {
            Ready = report.Status is not HealthStatus.Unhealthy,
            Parts = view.Parts!,
            Warnings = view.Warnings ?? [],
            Undelivered = backlog.Undelivered,
            DeliveryLag = backlog.DeliveryLag,
            DispatchLag = backlog.DispatchLag,
            DeadlineLag = backlog.DeadlineLag,
            ProjectionLag = backlog.ProjectionLag,
            DeadLetters = letters.Latest,
            Calendars = [.. calendars.InUse().Select(c => new CalendarEnd
            {
                Code = c.Code, To = c.To, DaysLeft = c.DaysLeft,
            })],
            DisabledWebhooks = [.. registry.Platforms.Values.Where(p => p.DisabledAt is not null).OrderBy(p => p.Id)
                .Select(p => new DisabledWebhook
                {
                    PlatformId = p.Id, PlatformName = p.Name, At = p.DisabledAt!.Value, Reason = p.DisabledReason ?? "",
                })],
        });
    }
}
