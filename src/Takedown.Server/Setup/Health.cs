using System.Data.Common;
using MassTransit;
using Takedown.Server.Storage;

namespace Takedown.Server.Setup;

/// <summary>Whether the process runs, and whether it can work.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => TypedResults.Ok(new HealthView("alive", null))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/healthz/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Database database, Opening opening, IBusControl bus, CancellationToken cancellation)
    {
        var parts = new Dictionary<string, string>
        {
            ["database"] = !opening.Opened.IsCompleted ? $"not ready: {opening.Obstacle}"
                : await database.AnswersAsync(Patience, cancellation) ? "ready" : "not ready",
            ["bus"] = bus.CheckHealth().Status is BusHealthStatus.Healthy ? "ready" : "not ready",
        };
        return parts.Values.All(p => p == "ready")
            ? TypedResults.Ok(new HealthView("ready", parts))
            : TypedResults.Json(new HealthView("not ready", parts), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>
    /// Whether the database answers in time. It waits no longer, though a read would be tried again for a while: who asks
    /// wants to know how things are now.
    /// </summary>
    public static async Task<bool> AnswersAsync(this Database database, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            // Not on the caller's thread: SQLite's calls block, and a server that hangs does not heed the token.
            await Task.Run(() => database.ReadAsync(s => s.FirstAsync<string>("SELECT value FROM settings WHERE name = 'registry'"), limit.Token), limit.Token)
                .WaitAsync(limit.Token);
            return true;
        }
        catch (Exception error) when (error is DbException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }
}

internal sealed record HealthView(string Status, IReadOnlyDictionary<string, string>? Parts);
