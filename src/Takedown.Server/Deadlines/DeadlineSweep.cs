using System.Diagnostics;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Accounts;
using Takedown.Server.Escalations;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Deadlines;

/// <summary>Runs what time brings about: reminders, breaches, escalations, questions that expired. In sets, until nothing is due.</summary>
internal sealed class DeadlineSweep(
    Database database, NoticeStore notices, ClockStore clocks, AccountActionStore accountActions, RegistryCache registryCache, Ids ids, TimeProvider time)
{
    private const int Chunk = 1000;

    /// <summary>After each set, of the time it took: in a long backlog deliveries and answers come between two sets.</summary>
    private const double PauseRatio = 0.75;

    /// <param name="all">Whether it ends only when what others are at is done too.</param>
    /// <param name="cancellation">Ends it between two sets.</param>
    public async Task RunAsync(bool all = false, CancellationToken cancellation = default)
    {
        var locking = all ? database.Dialect.ForUpdate : database.Dialect.SkipLocked;
        // Who waited for others has not seen what they put in its new place: so all is at its end where nothing is found twice.
        for (var began = Stopwatch.GetTimestamp(); await NoticesAsync(locking) || (all && await NoticesAsync(locking)); began = Stopwatch.GetTimestamp())
        {
            await Task.Delay(Stopwatch.GetElapsedTime(began) * PauseRatio, TimeProvider.System, cancellation);
        }
        while (await AccountActionsAsync(locking) == Chunk) cancellation.ThrowIfCancellationRequested();
        while (await database.WriteAsync(s => StrikeStore.ExpireAsync(s, time.GetUtcNow(), Chunk), CancellationToken.None) == Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <returns>Whether anything was due.</returns>
    private async Task<bool> NoticesAsync(string locking)
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var looked = await ClockStore.TakeDueAsync(s, locking, now, Chunk);
            if (looked.Count == 0) return false;
            var rows = await NoticeStore.LockAsync(s, looked, database.Dialect.ForUpdate);
            // What moved since its clock was set is only put in its new place.
            var escalations = new List<EscalationView>();
            var changes = rows.Values.Where(n => n.NextDueAt < now && n.State is not NoticeState.Accepted)
                .OrderBy(n => n.NextDueAt).Select(notice => Tick(notice, registry, now, escalations)).ToList();
            await notices.SaveAsync(s, changes, now, by: null);
            foreach (var change in changes) rows[change.After.Id] = change.After;
            await clocks.ScheduleAsync(s, rows.Values.Where(n => n.NextDueAt is not null && n.State is not NoticeState.Accepted)
                .Select(n => (n.Id, n.NextDueAt!.Value)));
            await EscalationStore.AddAsync(s, escalations);
            return true;
        });
    }

    private NoticeChange Tick(NoticeRow notice, RegistrySnapshot registry, DateTimeOffset now, List<EscalationView> escalations)
    {
        var policy = registry.PolicyVersions[(notice.Policy, notice.PolicyVersion)];
        var (status, entries) = notice.Status.Tick(now, policy.Reminders, policy.OnBreach == "escalate");
        var after = notice.With(status, policy);
        var told = new List<(EventKind, EventEntry)>();
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case DeadlineEvent.AcknowledgeBreached:
                    told.Add((EventKind.DeadlineBreached, Clock(after, "acknowledge", after.AcknowledgeDue) with { State = notice.State }));
                    break;
                case DeadlineEvent.AtRisk:
                    told.Add((EventKind.DeadlineAtRisk, Clock(after, "act", after.ActDue)));
                    break;
                case DeadlineEvent.AnswerExpired:
                    told.Add((EventKind.InformationExpired, Clock(after, "answer-information", notice.AnswerDue)));
                    break;
                case DeadlineEvent.ActBreached:
                    told.Add((EventKind.DeadlineBreached, Clock(after, "act", after.ActDue) with { State = notice.State }));
                    if (status.State is NoticeState.Escalated) told.Add((EventKind.Escalated, Escalate(after, registry, now, escalations)));
                    break;
            }
        }
        return new(notice, after, told);
    }

    private static EventEntry Clock(NoticeRow notice, string deadline, DateTimeOffset? due) =>
        new() { Id = notice.Id, State = notice.State, Deadline = deadline, Due = due };

    private EventEntry Escalate(NoticeRow notice, RegistrySnapshot registry, DateTimeOffset now, List<EscalationView> escalations)
    {
        var escalation = Escalation(
            registry, notice.PlatformId, registry.Regimes[notice.Regime].Function, "act", notice.ActDue!.Value, now) with { NoticeId = notice.Id };
        escalations.Add(escalation);
        return new() { Id = notice.Id, State = NoticeState.Escalated, EscalatedTo = escalation.RegulatorId };
    }

    private async Task<int> AccountActionsAsync(string locking)
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var due = await AccountActionStore.LockDueAsync(s, locking, now, Chunk);
            if (due.Count == 0) return 0;
            await accountActions.SaveAsync(s, EventKind.AccountActionBreached,
                [.. due.Select(a => a with { Status = AccountActionStatus.Escalated, Sla = SlaStatus.Breached, NextDueAt = null })], now, by: null);
            await EscalationStore.AddAsync(s,
                [.. due.Select(a => Escalation(registry, a.PlatformId, a.Function, "account-action", a.Due, now) with { AccountActionId = a.Id })]);
            return due.Count;
        });
    }

    private EscalationView Escalation(RegistrySnapshot registry, Guid platformId, string function, string deadline, DateTimeOffset due, DateTimeOffset now)
    {
        var platform = registry.Platforms[platformId];
        return new()
        {
            Id = ids.Next(),
            PlatformId = platformId,
            Region = platform.Region,
            Function = function,
            RegulatorId = registry.ResponsibleFor(platform, function),
            Deadline = deadline,
            Due = due,
            At = now,
            Status = EscalationStatus.Open,
        };
    }
}
