namespace Takedown.Server.Http;

/// <summary>The memory of one body in hand, and the pace of its sender.</summary>
/// <param name="budget">The budget of the process.</param>
/// <param name="weight">Memory per byte of the body, for the objects made from it.</param>
internal sealed class BodyHold(BodyBudget budget, int weight) : IDisposable
{
    /// <summary>
    /// Bytes of each body that need no budget: nearly all bodies are shorter, and the number of requests is limited.
    /// </summary>
    public const int FreeBytes = 64 * 1024;

    /// <summary>Memory is taken in pieces, so that a growing body seldom asks.</summary>
    private const int Piece = 512 * 1024;

    private readonly CancellationTokenSource ended = new();
    private readonly Lock gate = new();
    private long markedBytes;
    private TimeSpan markedWait;
    private long received;
    private TimeSpan waited;
    private long waitingSince;

    /// <summary>Memory that the budget gave; changed by the budget only.</summary>
    public long Covered { get; set; }

    /// <summary>Cancelled when the body was too slow while others waited for memory.</summary>
    public CancellationToken Ended => ended.Token;

    /// <inheritdoc cref="BodyBudget.Pressure"/>
    public Task Pressure => budget.Pressure;

    /// <summary>Takes the memory for a part of the body in hand, if it is there.</summary>
    /// <param name="bytes">Bytes in hand, of which the first ones are free.</param>
    public bool TryCover(long bytes) =>
        Missing(bytes) is var missing && (missing <= 0 || budget.TryTake(this, Math.Max(missing, Piece)));

    /// <summary>The same, waiting until it is there.</summary>
    public Task CoverAsync(long bytes, CancellationToken cancellation) =>
        TryCover(bytes) ? Task.CompletedTask : budget.TakeAsync(this, Math.Max(Missing(bytes), Piece), cancellation);

    /// <summary>Separates the memory from the body, which goes on with nothing in hand.</summary>
    /// <returns>The memory, to be returned when what was made from the body is stored.</returns>
    public IDisposable? Detach()
    {
        if (Covered == 0) return null;
        var memory = new Detached(budget, Covered);
        Covered = 0;
        budget.Leave(this);
        return memory;
    }

    /// <summary>Counts bytes that were there at once.</summary>
    public void Receive(int bytes) => received += bytes;

    /// <summary>Waits for the sender.</summary>
    public async ValueTask<int> ReceiveAsync(ValueTask<int> reading)
    {
        lock (gate) waitingSince = TimeProvider.System.GetTimestamp();
        try
        {
            var bytes = await reading;
            received += bytes;
            return bytes;
        }
        finally
        {
            lock (gate)
            {
                waited += TimeProvider.System.GetElapsedTime(waitingSince);
                waitingSince = 0;
            }
        }
    }

    /// <summary>Begins to measure the pace here.</summary>
    public void Mark()
    {
        lock (gate) (markedBytes, markedWait) = (received, WaitedSoFar);
    }

    /// <summary>
    /// Whether the sender let the server wait this long since the mark and brought too little. Time that the server
    /// itself needed does not count.
    /// </summary>
    public bool IsSlow(TimeSpan patience)
    {
        lock (gate)
        {
            var wait = WaitedSoFar - markedWait;
            if (wait < patience) return false;
            if (received - markedBytes < wait.TotalSeconds * BodyBudget.MinRate) return true;
            (markedBytes, markedWait) = (received, WaitedSoFar);
            return false;
        }
    }

    public void End()
    {
        try
        {
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The body ended by itself.
        }
    }

    public void Dispose()
    {
        if (Covered > 0) budget.Return(Covered, this);
        Covered = 0;
        ended.Dispose();
    }

    private TimeSpan WaitedSoFar =>
        waitingSince == 0 ? waited : waited + TimeProvider.System.GetElapsedTime(waitingSince);

    private long Missing(long bytes) => ((bytes - FreeBytes) * weight) - Covered;

    private sealed class Detached(BodyBudget budget, long bytes) : IDisposable
    {
        public void Dispose() => budget.Return(bytes, null);
    }
}
