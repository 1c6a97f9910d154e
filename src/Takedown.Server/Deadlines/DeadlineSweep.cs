using System.Diagnostics;
using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Deadlines;

/// <summary>
/// Runs the due deadlines of every owner: reminders, breaches and their consequences. Works in sets until nothing is
/// due.
/// </summary>
internal sealed class DeadlineSweep(
    Database database, NoticeCommands commands, NoticeStore notices, DeadlineIndex index, RegistryCache registryCache,
    IEnumerable<IDeadlineOwner> owners, IEnumerable<SweepStep> steps, WriteLoad load, TimeProvider time)
{
    /// <summary>Deadlines of a set.</summary>
    private readonly SetSize size = new(most: 2000, beside: 1000);

    /// <summary>
    /// Longest pause after each set, as a fraction of its duration, so that other writes can run during a long backlog.
    /// </summary>
    private const double PauseRatio = 0.75;

    private readonly IDeadlineOwner[] owners = [.. owners];

    /// <param name="all">
    /// Whether to wait for the rows that other sweeps have locked, and to return only when those are done too.
    /// </param>
    /// <param name="cancellation">Stops the sweep between two sets.</param>
    public async Task RunAsync(bool all = false, CancellationToken cancellation = default)
    {
        var locking = all ? database.Dialect.ForUpdate : database.Dialect.SkipLocked;
        await RepeatAsync(take => NoticesAsync(locking, take), all, cancellation);
        foreach (var owner in owners.Where(o => o.Kinds.Count > 0))
        {
            await RepeatAsync(take => OwnedAsync(owner, locking, take), all, cancellation);
        }
        foreach (var step in steps)
        {
            await RepeatAsync(
                async take => await database.WriteAsync(
                    s => step.RunAsync(s, time.GetUtcNow(), take), CancellationToken.None) == take,
                again: false, cancellation);
        }
    }

    /// <param name="runSet">Handles a set of at most so many and returns whether there may be more.</param>
    /// <param name="again">
    /// Whether to check once more at the end: rows that another sweep rescheduled during a wait have not been read.
    /// </param>
    /// <param name="cancellation">Stops the sweep between two sets.</param>
    private async Task RepeatAsync(Func<int, Task<bool>> runSet, bool again, CancellationToken cancellation)
    {
        while ((await RunSetAsync(runSet) ?? (again ? await RunSetAsync(runSet) : null)) is { } took)
            await load.LeaveRoomAsync(took * PauseRatio, cancellation);
    }

    /// <returns>How long the set took; null if nothing was due.</returns>
    private async Task<TimeSpan?> RunSetAsync(Func<int, Task<bool>> runSet)
    {
        var (started, take) = (Stopwatch.GetTimestamp(), size.Next(load.MayBeBusy));
        if (!await runSet(take)) return null;
        var took = Stopwatch.GetElapsedTime(started);
        size.Took(take, took);
        return took;
    }

    /// <returns>Whether anything was due.</returns>
    private async Task<bool> NoticesAsync(string locking, int take)
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var due = await DeadlineIndex.TakeDueAsync(s, locking, now, take);
            if (due.Count == 0) return false;
            // Events are appended in the order of the due times.
            var locked = (await notices.LockAsync(s, due, database.Dialect.ForUpdate)).Values
                .OrderBy(n => n.NextDueAt).ToDictionary(n => n.Id);
            var current = await commands.SaveAsync(s, locked, new(registry, now, By: null), set =>
            {
                // A notice whose deadlines moved since it was scheduled is only scheduled again.
                foreach (var notice in locked.Values.Where(n => IsScheduled(n) && n.NextDueAt < now)) set.Tick(notice);
                return locked.Keys.Select(id => set.Find(id)!).ToList();
            });
            await index.ScheduleAsync(s, current.Where(IsScheduled).Select(n => (n.Id, n.NextDueAt!.Value)));
            return true;
        });
    }

    private static bool IsScheduled(NoticeRow notice) =>
        notice is { State: not NoticeState.Accepted, NextDueAt: not null };

    /// <summary>A transaction for each kind of owner, so that no two kinds are locked together.</summary>
    /// <returns>Whether anything was changed.</returns>
    private async Task<bool> OwnedAsync(IDeadlineOwner owner, string locking, int take)
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(async s =>
        {
            var at = new ActContext(registry, time.GetUtcNow(), By: null);
            var due = await DeadlineStore.DueAsync(s, owner.Owner, owner.Kinds, at.Now, take);
            return due.Count > 0 && await owner.ExpireAsync(s, locking, due.ToHashSet(), at) > 0;
        });
    }
}
