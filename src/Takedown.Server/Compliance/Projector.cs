using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>
/// The only writer of the compliance counters. It reads events after its cursor and stores their deltas together with
/// the new cursor in one transaction, so each event counts exactly once. From empty tables and cursor 0 the counters
/// can be rebuilt.
/// </summary>
internal sealed class Projector(Database database, CountingPatience patience) : IDisposable
{
    private const int Chunk = 500;
    private readonly SemaphoreSlim turn = new(1);

    private static readonly TimeSpan SettlePause = TimeSpan.FromMilliseconds(5);

    /// <summary>Selects the time of the last counted event if committed events are not yet counted.</summary>
    public const string Unsettled =
        "SELECT at FROM projections p WHERE name = 'compliance' AND EXISTS (SELECT 1 FROM events e "
            + "WHERE (e.tx, e.seq) > (p.tx, p.seq))";

    private const string Cursor = "SELECT tx, seq FROM projections WHERE name = 'compliance'";

    private const string Move =
        "UPDATE projections SET tx = @toTx, seq = @toSeq, at = @at WHERE name = 'compliance' AND tx = @Tx "
            + "AND seq = @Seq";

    /// <summary>Counts all events committed so far.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation = default)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            while (await StepAsync()) cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What a read does first: it waits for events committed just before it, as long as it may.</summary>
    public Task WaitUntilCurrentAsync(CancellationToken cancellation) =>
        WaitUntilCurrentAsync(patience.Limit, cancellation);

    /// <summary>
    /// Waits until everything committed before this call is counted, but no longer than <paramref name="timeout"/>.
    /// </summary>
    public async Task WaitUntilCurrentAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            await CatchUpAsync(limit.Token);
            // An event is committed, but an earlier transaction is still running, so its order is not final yet.
            while (await database.ReadAsync(s => s.FirstAsync<DateTimeOffset?>(Unsettled), limit.Token) is not null)
            {
                await Task.Delay(SettlePause, TimeProvider.System, limit.Token);
                await CatchUpAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Under load the counters lag; the response states the time up to which they count.
        }
    }

    private async Task<bool> StepAsync()
    {
        var from = await database.ReadAsync(s => s.FirstAsync<Position>(Cursor));
        var events = await database.ReadAsync(s => EventStore.AfterAsync(s, from, Chunk));
        if (events.Count == 0) return false;
        database.Saw(events[^1].Position.Tx);
        var counters = new Counters();
        foreach (var e in events) counters.Add(e);
        return await database.WriteAsync(async s =>
        {
            var (toTx, toSeq) = events[^1].Position;
            // Another process has counted these events, so this transaction must store nothing.
            if (await s.ExecuteAsync(Move, new { from.Tx, from.Seq, toTx, toSeq, at = events[^1].At }) == 0)
                return true;
            await ComplianceTables.AddAsync(s, counters);
            // Here, because a transaction may run again.
            var figures = new FigureCounters();
            foreach (var e in events) figures.Add(e);
            await FigureTables.AddAsync(s, figures);
            return events.Count == Chunk;
        });
    }

    public void Dispose() => turn.Dispose();
}
