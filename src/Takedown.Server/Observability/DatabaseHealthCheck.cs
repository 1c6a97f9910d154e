using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Observability;

/// <summary>Whether the database has this program's schema, answers, and can be written to.</summary>
internal sealed class DatabaseHealthCheck(Database database, DatabaseStartup opening) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!opening.Opened.IsCompleted) return HealthCheckResult.Unhealthy(opening.Obstacle);
        return await database.CheckHealthAsync(Timeout, cancellationToken) is { } obstacle
            ? HealthCheckResult.Unhealthy(obstacle) : HealthCheckResult.Healthy();
    }
}

internal static class DatabaseObstacle
{
    /// <summary>
    /// The reason why the database cannot be written to; null if it can. Waits no longer than the timeout, although the
    /// database retries its work for longer: the caller needs the current state.
    /// </summary>
    public static async Task<string?> CheckHealthAsync(
        this Database database, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            // Not on the caller's thread: calls of SQLite block, and a hanging server does not react to the token.
            return await Task.Run(() => database.CheckHealthAsync(limit.Token), limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception error) when (error is DbException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return "it does not answer";
        }
    }
}
