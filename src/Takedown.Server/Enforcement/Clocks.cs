using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Calendars;
using Takedown.Core.Cases;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>The time limits of steps, transfers and requests, as rows of <c>deadlines</c>.</summary>
internal static class Clocks
{
    private const string Home = "CN";

    public static DateTimeOffset DueAt(RegistrySnapshot registry, LegalClock clock, DateTimeOffset now) =>
        WorkingDays.DueAt(now, clock.Limit, registry.Calendars[Home]);

    /// <summary>Starts time limits; a given due time replaces that of an order.</summary>
    public static Task StartAsync(
        Session s, RegistrySnapshot registry, DeadlineOwner owner, Guid id, IReadOnlyList<LegalClock> clocks,
        DateTimeOffset now, DateTimeOffset? due = null) =>
        DeadlineStore.SaveAsync(s, [.. clocks.Select(clock =>
        {
            var computed = WorkingDays.Due(now, clock.Limit, registry.Calendars[Home]);
            var deadline = due is { } given && clock == clocks[^1]
                ? new Deadline(clock.Kind, given)
                : new Deadline(clock.Kind, computed.At, Provisional: computed.Provisional);
            return StoredDeadline.Of(owner, id, deadline);
        })]);

    /// <summary>Stops running time limits: all, or those of some kinds.</summary>
    public static async Task StopAsync(
        Session s, DeadlineOwner owner, IReadOnlyCollection<Guid> ids, DateTimeOffset now,
        IReadOnlyList<DeadlineKind>? kinds = null, bool cancel = false)
    {
        if (ids.Count == 0) return;
        var stored = await DeadlineStore.OfAsync(s, owner, ids);
        await DeadlineStore.SaveAsync(s, [.. stored.SelectMany(g => g
            .Where(d => d.Status is SlaStatus.Running or SlaStatus.Breached && kinds?.Contains(d.Kind) is not false)
            .Select(d => StoredDeadline.Of(owner, g.Key, cancel ? d.Cancel() : d.Stop(now))))]);
    }

    /// <summary>The time limits as a case shows them.</summary>
    public static async Task<IEnumerable<CaseClock>> OfAsync(
        Session s, DeadlineOwner owner, IReadOnlyCollection<Guid> ids, Func<Guid, IEnumerable<LegalClock>> table)
    {
        if (ids.Count == 0) return [];
        var stored = await DeadlineStore.OfAsync(s, owner, ids);
        return stored.SelectMany(g => g.Select(d =>
        {
            var clock = table(g.Key).FirstOrDefault(c => c.Kind == d.Kind);
            return new CaseClock
            {
                Name = clock?.Name ?? d.Kind.Word(), Of = g.Key, Due = d.Due, Status = d.Status, Law = clock?.Law,
            };
        }));
    }
}
