using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>
/// Marks overdue time limits of one kind of owner and journals them on the case. An order that ran over is raised for
/// decision; nothing is carried out by itself (D04).
/// </summary>
internal sealed class CaseDeadlines(DeadlineOwner owner, string table, ActJournal journal, Database database)
    : IDeadlineOwner
{
    private static readonly string OrdersOver =
        $"""
        UPDATE case_steps SET state = {StepState.Overdue:D}
        WHERE state = {StepState.Effective:D} AND kind = {StepKind.RectificationOrder:D} AND id IN 
        """;

    private static readonly string CasesOver =
        $"""
        UPDATE cases SET state = {CaseState.Overdue:D}, version = version + 1
        WHERE state = {CaseState.Ordered:D} AND id IN 
        """;

    public DeadlineOwner Owner => owner;

    public IReadOnlyList<DeadlineKind> Kinds { get; } =
        [.. Enum.GetValues<DeadlineKind>().Where(k => k >= DeadlineKind.Reply)];

    private sealed record OwnerRow
    {
        public Guid Id { get; init; }
        public Guid CaseId { get; init; }
        public int Kind { get; init; }
    }

    public async Task<int> ExpireAsync(Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var rows = await LockAsync(s, locking, ids);
        var stored = await DeadlineStore.OfAsync(s, owner, [.. rows.Select(r => r.Id)]);
        List<(OwnerRow Row, Deadline Deadline)> overdue = [.. rows.SelectMany(
            r => stored[r.Id].Where(d => d.IsOverdue(at.Now)).Select(d => (r, d)))];
        if (overdue.Count == 0) return 0;
        await DeadlineStore.SaveAsync(
            s, [.. overdue.Select(o => StoredDeadline.Of(owner, o.Row.Id, o.Deadline.Breach()))]);
        foreach (var group in overdue.GroupBy(o => (Order: IsOrder(o.Row, o.Deadline), o.Deadline.Kind)))
        {
            await journal.AddAsync(s, ActSubject.Case, group.Select(o => o.Row.CaseId).Distinct(),
                group.Key.Order ? "order-overdue" : "clock-overdue", at.Now,
                $$"""{"clock":"{{Contracts.Json.Kebab.Word(group.Key.Kind)}}"}""");
            if (!group.Key.Order) continue;
            await s.ExecuteAsync(OrdersOver + s.In("ids"), new { ids = s.Ids(group.Select(o => o.Row.Id)) });
            await s.ExecuteAsync(
                CasesOver + s.In("ids"), new { ids = s.Ids(group.Select(o => o.Row.CaseId).Distinct()) });
        }
        return overdue.Count;
    }

    public async Task RenewAsync(Session s, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var rows = await LockAsync(s, database.Dialect.ForUpdate, ids);
        var stored = await DeadlineStore.OfAsync(s, owner, [.. rows.Select(r => r.Id)]);
        await DeadlineStore.SaveAsync(s, [.. stored.SelectMany(g => g
            .Where(d => d.Provisional is { } p && at.Registry.CalendarOf(p.Calendar)?.Version > p.Version)
            .Select(d => StoredDeadline.Of(
                owner, g.Key, d.Anew(at.Registry.Calendars[d.Provisional!.Calendar], at.Now))))]);
    }

    private bool IsOrder(OwnerRow row, Deadline deadline) =>
        owner is DeadlineOwner.CaseStep && deadline.Kind is DeadlineKind.Order
        && row.Kind == (int)StepKind.RectificationOrder;

    /// <summary>The cases are locked first, as by every act on them.</summary>
    private async Task<IReadOnlyList<OwnerRow>> LockAsync(Session s, string locking, IReadOnlyCollection<Guid> ids)
    {
        var locked = await s.QueryAsync<Guid>(
            $"""
            SELECT id FROM cases WHERE id IN (SELECT case_id FROM {table} WHERE id IN {s.In("ids")})
            ORDER BY id {locking}
            """, new { ids = s.Ids(ids) });
        var kind = owner is DeadlineOwner.CaseStep ? "kind" : "0 AS kind";
        return locked.Count == 0 ? [] : await s.QueryAsync<OwnerRow>(
            $"SELECT id, case_id, {kind} FROM {table} WHERE id IN {s.In("ids")} AND case_id IN {s.In("cases")}",
            new { ids = s.Ids(ids), cases = s.Ids(locked) });
    }
}
