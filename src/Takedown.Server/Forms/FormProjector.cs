using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>
/// The only writer of the counters of forms: reads events after its cursor and stores their counts together with the
/// new cursor in one transaction. From empty tables and cursor 0 they can be counted anew.
/// </summary>
internal sealed class FormProjector(Database database) : IDisposable
{
    private const int Chunk = 500;
    private static readonly TimeSpan SettlePause = TimeSpan.FromMilliseconds(5);
    private readonly SemaphoreSlim turn = new(1);

    private const string Cursor = "SELECT tx, seq FROM projections WHERE name = 'forms'";

    private const string Move =
        "UPDATE projections SET tx = @toTx, seq = @toSeq, at = @at WHERE name = 'forms' AND tx = @Tx AND seq = @Seq";

    private static readonly string Unsettled =
        "SELECT at FROM projections p WHERE name = 'forms' AND EXISTS (SELECT 1 FROM events e WHERE "
            + "(e.tx, e.seq) > (p.tx, p.seq) AND e.kind IN ("
            + string.Join(", ", FigureEvents.Kinds.Select(k => (int)k)) + "))";

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

    /// <summary>
    /// Counts what was committed before this call, but for no longer than <paramref name="timeout"/>.
    /// </summary>
    public async Task WaitUntilCurrentAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            await CatchUpAsync(limit.Token);
            while (await database.ReadAsync(s => s.FirstAsync<DateTimeOffset?>(Unsettled), limit.Token) is not null)
            {
                await Task.Delay(SettlePause, TimeProvider.System, limit.Token);
                await CatchUpAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Under load the counters lag; a form is not checked before they are current.
        }
    }

    /// <summary>Whether every committed event is counted.</summary>
    public async Task<bool> IsCurrentAsync() =>
        await database.ReadAsync(s => s.FirstAsync<DateTimeOffset?>(Unsettled)) is null;

    private async Task<bool> StepAsync()
    {
        var from = await database.ReadAsync(s => s.FirstAsync<Position>(Cursor));
        var (events, counter) = await database.ReadAsync(async s =>
        {
            var rows = await EventStore.OfKindsAsync(s, FigureEvents.Kinds, null, from, Chunk);
            return (rows, new FormCounter(await FormLookups.OfAsync(s, rows)));
        });
        if (events.Count == 0) return false;
        foreach (var e in events) counter.Add(e);
        return await database.WriteAsync(async s =>
        {
            var (toTx, toSeq) = events[^1].Position;
            // Another process has counted these events, so this transaction must store nothing.
            if (await s.ExecuteAsync(Move, new { from.Tx, from.Seq, toTx, toSeq, at = events[^1].At }) == 0)
                return true;
            await s.InsertAsync(FormTables.Counts, counter.Counts, FormTables.AddCount);
            await s.InsertAsync(FormTables.Positions, counter.Positions, "DO NOTHING");
            await s.InsertAsync(FormTables.Batches, counter.Batches, "DO NOTHING");
            return events.Count == Chunk;
        });
    }

    public void Dispose() => turn.Dispose();
}
