using System.Data.Common;
using Takedown.Storage;

namespace Takedown.Server.Hosting;

internal sealed class DatabaseTrouble(
    Database database, IHostApplicationLifetime lifetime, ILogger<DatabaseTrouble> log)
    : Trouble("The database", lifetime, log)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <remarks>A statement that took too long says nothing of the others, and where it came from is worth a line.</remarks>
    protected override string? ReasonOf(Exception error) =>
        !database.IsUnavailable(error) || database.Dialect.IsTimeout((DbException)error) ? null
            : database.Dialect.IsStorageFull((DbException)error) ? WriteProbe.Full : error.Message;

    protected override Task<string?> CheckHealthAsync() => database.CheckHealthAsync(Timeout, CancellationToken.None);
}
