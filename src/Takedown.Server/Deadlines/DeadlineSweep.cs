using System.Data.Common;
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
        await RepeatAsync((s, at, take) => NoticesAsync(s, at, locking, take), all, cancellation);
        // A transaction for each kind of owner, so that no two kinds are locked together.
        foreach (var owner in owners.Where(o => o.Kinds.Count > 0))
        {
            await RepeatAsync((s, at, take) => OwnedAsync(s, at, owner, locking, take), all, cancellation);
        }
        foreach (var step in steps)
        {
            await RepeatAsync(
                async (s, at, take) =>
                {
                    var rows = await step.RunAsync(s, at.Now, take);
                    return (rows, rows == take);
                },
                again: false, cancellation);
        }
    }

    /// <summary>Handles a set of about so many rows.</summary>
    /// <returns>How many it had, and whether there may be more.</returns>
    private delegate Task<(int Rows, bool More)> Handler(Session s, ActContext at, int take);

    /// <param name="handle">Handles a set.</param>
    /// <param name="again">
    /// Whether to check once more at the end: rows that another sweep rescheduled during a wait have not been read.
    /// </param>
    /// <param name="cancellation">Stops the sweep between two sets.</param>
    private async Task RepeatAsync(Handler handle, bool again, CancellationToken cancellation)
    {
        for (var started = Stopwatch.GetTimestamp(); await RunSetAsync(handle)
            || (again && await RunSetAsync(handle)); started = Stopwatch.GetTimestamp())
        {
            await load.LeaveRoomAsync(Stopwatch.GetElapsedTime(started) * PauseRatio, cancellation);
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> RunSetAsync(Handler handle)
    {
        var registry = await registryCache.CurrentAsync();
        var (take, started) = (size.Next(load.MayBeBusy), long.MaxValue);
        try
        {
            var (set, held) = await database.WriteAsync(async s =>
            {
                started = Stopwatch.GetTimestamp();
                var handled = await handle(s, new(registry, time.GetUtcNow(), By: null), take);
                return (handled, Stopwatch.GetElapsedTime(started));
            });
            size.Took(set.Rows, held);
            return set.More;
        }
        catch (DbException error) when (database.Dialect.IsTransient(error)
            && Stopwatch.GetElapsedTime(started) > SetSize.Long)
        {
            // Which of the two timeouts ended it, or something else: a smaller set may have been done in that time.
            size.Took(take, Stopwatch.GetElapsedTime(started));
            throw;
        }
    }

    private async Task<(int Rows, bool More)> NoticesAsync(Session s, ActContext at, string locking, int take)
    {
        var due = await DeadlineIndex.TakeDueAsync(s, locking, at.Now, take);
        if (due.Count == 0) return default;
        // Events are appended in the order of the due times.
        var locked = (await notices.LockAsync(s, due, database.Dialect.ForUpdate)).Values
            .OrderBy(n => n.NextDueAt).ToDictionary(n => n.Id);
        var current = await commands.SaveAsync(s, locked, at, set =>
        {
            // A notice whose deadlines moved since it was scheduled is only scheduled again.
            foreach (var notice in locked.Values.Where(n => IsScheduled(n) && n.NextDueAt < at.Now)) set.Tick(notice);
            return locked.Keys.Select(id => set.Find(id)!).ToList();
        });
        await index.ScheduleAsync(s, current.Where(IsScheduled).Select(n => (n.Id, n.NextDueAt!.Value)));
        return (due.Count, true);
    }

    private static bool IsScheduled(NoticeRow notice) =>
        notice is { State: not NoticeState.Accepted, NextDueAt: not null };

    private static async Task<(int Rows, bool More)> OwnedAsync(
        Session s, ActContext at, IDeadlineOwner owner, string locking, int take)
    {
        var due = await DeadlineStore.DueAsync(s, owner.Owner, owner.Kinds, at.Now, take);
        return (due.Count, due.Count > 0 && await owner.ExpireAsync(s, locking, due.ToHashSet(), at) > 0);
    }
}
