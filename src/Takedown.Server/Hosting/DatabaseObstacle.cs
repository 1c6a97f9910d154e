using System.Data.Common;
using System.Security.Authentication;
using Npgsql;
using Takedown.Storage;

namespace Takedown.Server.Hosting;

/// <summary>Why the database cannot be used, in words that may be shown to anybody.</summary>
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
            return error is DbException fault && database.Dialect.IsStorageFull(fault)
                ? WriteProbe.Full : "it does not answer";
        }
    }

    /// <summary>The reason why the database could not be opened.</summary>
    public static string Of(Exception error, Database database) => error switch
    {
        SchemaTooNewException => error.Message,
        DbException fault when database.Dialect.IsStorageFull(fault) => WriteProbe.Full,
        DbException { SqlState: { } state } => $"{Words(state)} (SQLSTATE {state})",
        DbException fault when Causes(fault).Any(e => e is AuthenticationException) => "its certificate is not trusted",
        DbException fault when Causes(fault).OfType<DbException>().Any(e => e.SqlState is not null) =>
            Of(Causes(fault).OfType<DbException>().First(e => e.SqlState is not null), database),
        DbException => "it cannot be opened",
        _ => "it cannot be reached",
    };

    /// <summary>What caused an error; of several hosts, each host's.</summary>
    private static IEnumerable<Exception> Causes(Exception error)
    {
        IEnumerable<Exception> inner = error.InnerException switch
        {
            null => [],
            AggregateException several => several.InnerExceptions,
            { } one => [one],
        };
        return inner.SelectMany(e => Causes(e).Prepend(e));
    }

    private static string Words(string state) => state switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            "the login was refused",
        PostgresErrorCodes.InvalidCatalogName => "the database does not exist",
        PostgresErrorCodes.InsufficientPrivilege => "the user has no right to create tables",
        PostgresErrorCodes.TooManyConnections => "it has too many connections",
        PostgresErrorCodes.ReadOnlySqlTransaction => "it is read-only",
        PostgresErrorCodes.CannotConnectNow => "it is starting or stopping",
        _ => "it returned an error",
    };
}
