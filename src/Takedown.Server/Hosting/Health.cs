using System.Data.Common;
using MassTransit;
using Takedown.Storage;

namespace Takedown.Server.Hosting;

/// <summary>Whether the process runs, and whether it can work.</summary>
internal static class Health
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => TypedResults.Ok(new HealthView("alive", null))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/healthz/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Database database, DatabaseStartup opening, IBusControl bus, CancellationToken cancellation)
    {
        var parts = new Dictionary<string, string>
        {
            ["database"] = !opening.Opened.IsCompleted ? $"not ready: {opening.Obstacle}"
                : await database.CheckHealthAsync(Timeout, cancellation) is { } obstacle ? $"not ready: {obstacle}" : "ready",
            ["bus"] = Bus(bus.CheckHealth()),
        };
        return parts.Values.All(p => p == "ready")
            ? TypedResults.Ok(new HealthView("ready", parts))
            : TypedResults.Json(new HealthView("not ready", parts), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>
    /// What keeps the database from being written to. It waits no longer than told, though work would be tried again for
    /// a while: who asks wants to know how things are now.
    /// </summary>
    public static async Task<string?> CheckHealthAsync(this Database database, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            // Not on the caller's thread: SQLite's calls block, and a server that hangs does not heed the token.
            return await Task.Run(() => database.CheckHealthAsync(limit.Token), limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception error) when (error is DbException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return "it does not answer";
        }
    }

    /// <summary>A queue that cannot be served is told by its name; where all of them cannot, it is the broker that is away.</summary>
    private static string Bus(BusHealthResult health)
    {
        if (health.Status is BusHealthStatus.Healthy) return "ready";
        var queues = health.Endpoints.Select(e => (Name: e.Key.Split('/')[^1].Split('?')[0], e.Value.Status))
            // One of the bus's own, which reads nothing.
            .Where(q => !q.Name.Contains("_bus_", StringComparison.Ordinal)).ToList();
        var ill = queues.Where(q => q.Status is not BusHealthStatus.Healthy).Select(q => q.Name).Order(StringComparer.Ordinal).ToList();
        return ill.Count == 0 || ill.Count == queues.Count ? "not ready: no connection" : $"not ready: {string.Join(", ", ill)}";
    }
}

internal sealed record HealthView(string Status, IReadOnlyDictionary<string, string>? Parts);
