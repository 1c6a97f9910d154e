using System.Diagnostics;
using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Deadlines;

/// <summary>
/// Carries out what the passing of time brings: reminders, breaches and what follows from them, for every deadline of
/// the product. Works in sets, until nothing is due.
/// </summary>
internal sealed class DeadlineSweep(
    Database database, NoticeCommands commands, NoticeStore notices, DeadlineIndex index, RegistryCache registryCache,
    IEnumerable<IDeadlineOwner> owners, IEnumerable<SweepStep> steps, TimeProvider time)
{
    private const int Chunk = 1000;

    /// <summary>
    /// Pause after each set, as a part of the time it took: in a long backlog, other writes come between.
    /// </summary>
    private const double PauseRatio = 0.75;

    private readonly Dictionary<DeadlineOwner, IDeadlineOwner> owners = owners.ToDictionary(o => o.Owner);

    /// <param name="all">Whether to wait for what other sweeps hold, and to return only when that is done too.</param>
    /// <param name="cancellation">Ends it between two sets.</param>
    public async Task RunAsync(bool all = false, CancellationToken cancellation = default)
    {
        var locking = all ? database.Dialect.ForUpdate : database.Dialect.SkipLocked;
        await RepeatAsync(() => NoticesAsync(locking), all, cancellation);
        await RepeatAsync(() => OwnersAsync(locking), again: false, cancellation);
        foreach (var step in steps)
        {
            await RepeatAsync(
                async () => await database.WriteAsync(
                    s => step.RunAsync(s, time.GetUtcNow(), Chunk), CancellationToken.None) == Chunk,
                again: false, cancellation);
        }
    }

    /// <param name="turn">Handles a set and returns whether there may be more.</param>
    /// <param name="again">
    /// Whether to look once more at the end: after waiting for others, their rescheduled rows have not been seen.
    /// </param>
    /// <param name="cancellation">Ends it between two sets.</param>
    private static async Task RepeatAsync(Func<Task<bool>> turn, bool again, CancellationToken cancellation)
    {
        for (var began = Stopwatch.GetTimestamp(); await turn()
            || (again && await turn()); began = Stopwatch.GetTimestamp())
        {
            await Task.Delay(Stopwatch.GetElapsedTime(began) * PauseRatio, TimeProvider.System, cancellation);
        }
    }

    /// <returns>Whether anything was due.</returns>
    private async Task<bool> NoticesAsync(string locking)
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var due = await DeadlineIndex.TakeDueAsync(s, locking, now, Chunk);
            if (due.Count == 0) return false;
            var locked = await notices.LockAsync(s, due, database.Dialect.ForUpdate);
            var current = await commands.SaveAsync(s, locked, new(registry, now, By: null), set =>
            {
                // A notice whose deadlines moved since it was scheduled is only scheduled again.
                foreach (var notice in locked.Values.Where(n => IsScheduled(n) && n.NextDueAt < now)
                    .OrderBy(n => n.NextDueAt))
                {
                    set.Tick(notice);
                }
                return locked.Keys.Select(id => set.Find(id)!).ToList();
            });
            await index.ScheduleAsync(s, current.Where(IsScheduled).Select(n => (n.Id, n.NextDueAt!.Value)));
            return true;
        });
    }

    private static bool IsScheduled(NoticeRow notice) =>
        notice is { State: not NoticeState.Accepted, NextDueAt: not null };

    /// <returns>Whether anything was handled.</returns>
    private async Task<bool> OwnersAsync(string locking)
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(async s =>
        {
            var at = new ActContext(registry, time.GetUtcNow(), By: null);
            var handled = 0;
            foreach (var due in (await DeadlineStore.DueAsync(s, at.Now, Chunk)).GroupBy(d => d.Owner))
            {
                handled += await owners[due.Key].ExpireAsync(s, locking, due.Select(d => d.OwnerId).ToHashSet(), at);
            }
            return handled > 0;
        });
    }
}
