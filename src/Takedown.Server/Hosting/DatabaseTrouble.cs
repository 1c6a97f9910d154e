using System.Data.Common;
using Takedown.Storage;

namespace Takedown.Server.Hosting;

internal sealed class DatabaseTrouble(
    Database database, IHostApplicationLifetime lifetime, ILogger<DatabaseTrouble> log)
    : Trouble("The database", lifetime, log)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    protected override string? ReasonOf(Exception error) => !database.IsUnavailable(error) ? null
        : database.Dialect.IsStorageFull((DbException)error) ? WriteProbe.Full : error.Message;

    protected override Task<string?> CheckHealthAsync() => database.CheckHealthAsync(Timeout, CancellationToken.None);
}
