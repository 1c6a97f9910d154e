using System.Collections.Concurrent;
using Takedown.Storage;

namespace Takedown.Server.Hosting;

/// <summary>Work for many receivers side by side, one task for each: one that hangs delays no other.</summary>
internal sealed class Lanes(Database database, ILogger log)
{
    /// <summary>Turns after an advance of the clock: what one turn sends may free more.</summary>
    private const int Turns = 2;

    private readonly ConcurrentDictionary<Guid, Task> running = new();

    /// <summary>Starts the work of receivers that have none under way, and does not wait for it.</summary>
    /// <param name="receivers">The receivers.</param>
    /// <param name="step">A step of the work; it says whether there may be more.</param>
    /// <param name="stop">Ends the work.</param>
    public void Start(
        IEnumerable<Guid> receivers, Func<Guid, CancellationToken, Task<bool>> step, CancellationToken stop)
    {
        foreach (var (receiver, task) in running)
        {
            if (task.IsCompleted) running.TryRemove(new(receiver, task));
        }
        foreach (var receiver in receivers)
        {
            if (!running.ContainsKey(receiver))
                running[receiver] = Task.Run(() => RunAsync(receiver, step, stop), stop);
        }
    }

    /// <summary>After an advance of the clock: what is due is tried before the answer, within the timeout.</summary>
    public ClockFollower FollowerOf(Func<CancellationToken, Task> start) => new(null, async (timeout, cancellation) =>
    {
        var limit = Task.Delay(timeout, TimeProvider.System, cancellation);
        for (var turn = 0; turn < Turns && !limit.IsCompleted; turn++)
        {
            await start(cancellation);
            await Task.WhenAny(Task.WhenAll(running.Values), limit);
        }
    });

    /// <summary>Waits for what is under way, once it was told to end.</summary>
    public Task EndAsync(CancellationToken cancellation) => Task.WhenAll(running.Values)
        .WaitAsync(cancellation);

    private async Task RunAsync(Guid receiver, Func<Guid, CancellationToken, Task<bool>> step, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && await step(receiver, stop))
            {
            }
        }
        catch (Exception error) when (database.IsUnavailable(error))
        {
            log.LogDebug(error, "What is to be sent to {Receiver} waits for the database.", receiver);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was claimed and not given back is taken up after its lease.
        }
        catch (Exception error)
        {
            log.LogError(error, "What is to be sent to {Receiver} could not be sent.", receiver);
        }
    }
}
