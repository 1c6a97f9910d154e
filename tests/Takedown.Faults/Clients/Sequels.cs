using System.Collections.Concurrent;

namespace Takedown.Faults.Clients;

/// <summary>
/// Stories of several notices, beside everybody else: one that replaces another, is completed, goes to two platforms,
/// is about what is there again or what others name too; and what follows for scores, senders and accounts. All of
/// them a turn.
/// </summary>
internal sealed class Sequels(SequelCast cast, Random random, int mostTurns) : IDisposable
{
    private readonly ConcurrentQueue<Guid> late = new();

    public SequelSides Sides { get; } = new(cast);

    public IReadOnlyList<Guid> Platforms => [cast.HostId, cast.MirrorId];

    /// <summary>Tells stories until stopped; a turn that was begun is ended.</summary>
    public async Task SendAsync(CancellationToken stop)
    {
        for (var turn = 0; turn < mostTurns && !stop.IsCancellationRequested; turn++)
        {
            await Task.WhenAll(
                Sides.ReplaceAsync(turn), CompleteAsync(turn), Sides.SupplyAsync(turn), Sides.AddressTwoAsync(turn),
                Sides.UploadAgainAsync(turn), Sides.SettleAsync(turn), Sides.ScoreAsync(turn), Sides.StepAsync(turn),
                Sides.AppealOfAccountAsync(turn));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 2000)), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Both platforms read until stopped.</summary>
    public Task LiveAsync(CancellationToken stop) =>
        Task.WhenAll(Sides.HostInbox.ApplyAsync(stop), Sides.MirrorInbox.ApplyAsync(stop));

    /// <summary>Reads the rest, and completes what is too late.</summary>
    public async Task FinishAsync()
    {
        await Sides.HostInbox.ReadToEndAsync();
        await Sides.MirrorInbox.ReadToEndAsync();
        foreach (var id in late) await Sides.CompleteAsync(id);
    }

    private async Task CompleteAsync(int turn) => late.Enqueue(await Lineages.CompleteAsync(Sides, turn));

    public void Dispose()
    {
        foreach (var caller in cast.Own) caller.Dispose();
    }
}
