using MassTransit;
using Takedown.Server.Storage;

namespace Takedown.Server.Setup;

/// <summary>Whether the process runs, and whether it can work.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => TypedResults.Ok(new HealthView("alive", null))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/healthz/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Database database, Opening opening, IBusControl bus, CancellationToken cancellation)
    {
        var parts = new Dictionary<string, string>
        {
            ["database"] = opening.Opened.IsCompleted ? await DatabaseAsync(database, cancellation) : $"not ready: {opening.Obstacle}",
            ["bus"] = bus.CheckHealth().Status is BusHealthStatus.Healthy ? "ready" : "not ready",
        };
        return parts.Values.All(p => p == "ready")
            ? TypedResults.Ok(new HealthView("ready", parts))
            : TypedResults.Json(new HealthView("not ready", parts), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string> DatabaseAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            await database.ReadAsync(s => s.FirstAsync<string>("SELECT value FROM settings WHERE name = 'registry'"), cancellation);
            return "ready";
        }
        catch (System.Data.Common.DbException)
        {
            return "not ready";
        }
    }
}

internal sealed record HealthView(string Status, IReadOnlyDictionary<string, string>? Parts);
