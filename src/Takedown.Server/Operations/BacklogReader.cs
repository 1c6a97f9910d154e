using Takedown.Server.Notices;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Operations;

/// <summary>
/// Reads the backlog on a scrape: at most once a second, and at most a tenth of the time, however long the queries
/// take. A scrape waits briefly for the result and otherwise reports the last known values.
/// </summary>
internal sealed class BacklogReader(
    Database database, DatabaseStartup opening, IEnumerable<StoredGauge> gauges, TimeProvider time,
    ILogger<BacklogReader> log)
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private Task refresh = Task.CompletedTask;
    private long started;
    private TimeSpan took;
    private long readAt;
    private volatile Backlog latest = new();

    public Backlog Latest =>
        latest.DatabaseUp && TimeProvider.System.GetElapsedTime(readAt) > Stale ? new() { DatabaseUp = true } : latest;

    public async Task RefreshAsync(CancellationToken cancellation)
    {
        Task current;
        lock (gate)
        {
            if (refresh.IsCompleted
                && (started == 0 || TimeProvider.System.GetElapsedTime(started) > Longer(MinInterval, took * 10)))
            {
                started = TimeProvider.System.GetTimestamp();
                // Not on the caller's thread: calls of SQLite block.
                refresh = Task.Run(ReadLatestAsync, CancellationToken.None);
            }
            current = refresh;
        }
        await current.WaitAsync(Timeout + Timeout / 2, TimeProvider.System, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private async Task ReadLatestAsync()
    {
        try
        {
            if (!opening.Opened.IsCompleted
                || await database.CheckHealthAsync(Timeout, CancellationToken.None) is not null)
            {
                latest = new();
                return;
            }
            latest = await database.ReadAsync(ReadAsync);
            readAt = TimeProvider.System.GetTimestamp();
        }
        catch (Exception error)
        {
            log.LogDebug(error, "The backlog could not be read.");
            latest = new();
        }
        finally
        {
            took = TimeProvider.System.GetElapsedTime(started);
        }
    }

    /// <summary>What waits for a disabled webhook is not late: nothing is tried.</summary>
    internal static readonly string Undelivered =
        $"""
        SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS count, MIN(accepted_at) AS oldest,
            MIN(CASE WHEN failed = 0 THEN accepted_at END) AS untried
        FROM dispatches WHERE next_due_at < {OutboxStore.Parked.ToUnixTimeMilliseconds()}
        """;

    internal const string DueNotice = "SELECT MIN(next_due_at) FROM clocks";
    internal static readonly string DueOther = $"SELECT MIN(due) FROM deadlines WHERE status = {SlaStatus.Running:D}";

    internal const string Uncounted =
        """
        SELECT at FROM events
        WHERE (tx, seq) > (
            (SELECT tx FROM projections WHERE name = 'compliance'),
            (SELECT seq FROM projections WHERE name = 'compliance'))
        ORDER BY tx, seq LIMIT 1
        """;

    private async Task<Backlog> ReadAsync(Session s)
    {
        var undelivered = (await s.FirstAsync<UndeliveredRow>(Undelivered))!;
        var notice = await s.FirstAsync<long?>(DueNotice);
        var other = await s.FirstAsync<long?>(DueOther);
        var uncounted = await s.FirstAsync<long?>(Uncounted);
        var stored = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var gauge in gauges)
            stored[gauge.Name] = await s.FirstAsync<long>(gauge.Sql, new { now = time.GetUtcNow() });
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        TimeSpan Age(long? since) => since < now ? TimeSpan.FromMilliseconds(now - since.Value) : TimeSpan.Zero;
        return new()
        {
            DatabaseUp = true,
            Undelivered = undelivered.Count,
            DeliveryLag = Age(undelivered.Oldest),
            DispatchLag = Age(undelivered.Untried),
            DeadlineLag = Longer(Age(notice), Age(other)),
            ProjectionLag = Age(uncounted),
            Stored = stored,
        };
    }

    private sealed record UndeliveredRow
    {
        public long Count { get; init; }
        public long? Oldest { get; init; }
        public long? Untried { get; init; }
    }
}
