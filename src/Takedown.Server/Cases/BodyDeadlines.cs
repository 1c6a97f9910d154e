using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Cases;

/// <summary>
/// Time limits of bodies as rows of <c>deadlines</c>. One that passes is marked and recorded, and nothing is carried
/// out: a person decides what follows.
/// </summary>
internal sealed class BodyDeadlines(ActJournal journal)
{
    private const string DefaultCalendar = "CN";

    /// <summary>The end of a number of working days by the calendar of the body's country.</summary>
    public static Deadline In(
        RegistrySnapshot registry, DeadlineKind kind, string region, int workingDays, DateTimeOffset now)
    {
        var calendar = registry.CalendarOf(region[..2]) ?? registry.Calendars[DefaultCalendar];
        var due = WorkingDays.Due(now, new() { Unit = LimitUnit.Working, Days = workingDays }, calendar);
        return new(kind, due.At, Provisional: due.Provisional);
    }

    public static Task SaveAsync(Session s, DeadlineOwner owner, Guid id, Deadline deadline) =>
        DeadlineStore.SaveAsync(s, [StoredDeadline.Of(owner, id, deadline)]);

    /// <summary>What was asked for is done; a missing deadline stays missing.</summary>
    public static async Task StopAsync(Session s, DeadlineOwner owner, Guid id, DateTimeOffset now)
    {
        foreach (var deadline in (await DeadlineStore.OfAsync(s, owner, [id]))[id])
            await SaveAsync(s, owner, id, deadline.Stop(now));
    }

    /// <summary>Marks the overdue deadlines of locked owners and records it with each.</summary>
    public async Task<int> BreachAsync(
        Session s, DeadlineOwner owner, ActSubject subject, IReadOnlyCollection<Guid> locked, string act,
        ActContext at)
    {
        if (locked.Count == 0) return 0;
        var deadlines = await DeadlineStore.OfAsync(s, owner, locked);
        List<StoredDeadline> breached = [.. deadlines.SelectMany(
            g => g.Select(d => at.Registry.Anew(d, at.Now)).Where(d => d.IsOverdue(at.Now))
                .Select(d => StoredDeadline.Of(owner, g.Key, d.Breach())))];
        await DeadlineStore.SaveAsync(s, breached);
        await journal.AddAsync(s, subject, breached.Select(d => d.OwnerId).Distinct(), act, at.Now);
        return breached.Count;
    }

    /// <summary>Computes the provisional due times of locked owners anew.</summary>
    public static async Task RenewAsync(
        Session s, DeadlineOwner owner, IReadOnlyCollection<Guid> locked, ActContext at)
    {
        if (locked.Count == 0) return;
        var deadlines = await DeadlineStore.OfAsync(s, owner, locked);
        await DeadlineStore.SaveAsync(s, [.. deadlines.SelectMany(g => g.Where(d => d.Provisional is not null)
            .Select(d => StoredDeadline.Of(owner, g.Key, at.Registry.Anew(d, at.Now))))]);
    }

    public static BodyDeadline? View(IEnumerable<Deadline> deadlines, DeadlineKind kind, DateTimeOffset now) =>
        deadlines.Where(d => d.Kind == kind).Select(d => (Deadline?)d).FirstOrDefault() is { } found
            ? new()
            {
                Due = found.Due,
                Status = found.IsOverdue(now) ? SlaStatus.Breached : found.Status,
                Overdue = found.IsOverdue(now) || found.Status is SlaStatus.Breached,
            }
            : null;
}

internal static class RenewedDeadline
{
    /// <summary>The deadline by the latest version of its calendar.</summary>
    public static Deadline Anew(this RegistrySnapshot registry, Deadline deadline, DateTimeOffset now) =>
        deadline.Provisional is { } basis && registry.CalendarOf(basis.Calendar) is { } calendar
            && calendar.Version > basis.Version ? deadline.Anew(calendar, now) : deadline;
}
