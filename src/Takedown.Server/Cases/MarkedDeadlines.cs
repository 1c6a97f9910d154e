using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Cases;

/// <summary>
/// Deadlines of regulators' objects whose passing is marked, journaled by the server and put before people: nothing is
/// carried out by itself.
/// </summary>
/// <param name="owner">The type of owner.</param>
/// <param name="kind">The kind of its deadline.</param>
/// <param name="table">Its table, whose rows are locked by <c>id</c>.</param>
/// <param name="subjectColumn">The column with the id of the object in whose journal the act is recorded.</param>
/// <param name="subject">What that object is.</param>
/// <param name="act">The act that is recorded.</param>
/// <param name="journal">The journal.</param>
/// <param name="database">The database.</param>
internal sealed class MarkedDeadlines(
    DeadlineOwner owner, DeadlineKind kind, string table, string subjectColumn, ActSubject subject, string act,
    ActJournal journal, Database database) : IDeadlineOwner
{
    private readonly string lockRows = $"SELECT id, {subjectColumn} AS subject_id FROM {table} WHERE id IN ";

    public DeadlineOwner Owner => owner;

    public IReadOnlyList<DeadlineKind> Kinds { get; } = [kind];

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid SubjectId { get; init; }
    }

    public async Task<int> ExpireAsync(Session s, string locking, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var rows = await LockAsync(s, locking, ids);
        var deadlines = await DeadlineStore.OfAsync(s, owner, [.. rows.Keys]);
        List<StoredDeadline> overdue = [.. deadlines.SelectMany(
            own => own.Where(d => d.Kind == kind).Select(d => Anew(d, at)).Where(d => d.IsOverdue(at.Now)),
            (own, d) => StoredDeadline.Of(owner, own.Key, d.Breach()))];
        if (overdue.Count == 0) return 0;
        await DeadlineStore.SaveAsync(s, overdue);
        await journal.AddAsync(s, subject, overdue.Select(d => rows[d.OwnerId]), act, at.Now);
        return overdue.Count;
    }

    public async Task RenewAsync(Session s, IReadOnlyCollection<Guid> ids, ActContext at)
    {
        var rows = await LockAsync(s, database.Dialect.ForUpdate, ids);
        var deadlines = await DeadlineStore.OfAsync(s, owner, [.. rows.Keys]);
        List<StoredDeadline> renewed = [.. deadlines.SelectMany(
            own => own.Where(d => d.Kind == kind && d.Provisional is not null),
            (own, d) => StoredDeadline.Of(owner, own.Key, Anew(d, at)))];
        if (renewed.Count > 0) await DeadlineStore.SaveAsync(s, renewed);
    }

    private async Task<Dictionary<Guid, Guid>> LockAsync(Session s, string locking, IReadOnlyCollection<Guid> ids) =>
        (await s.QueryAsync<Row>($"{lockRows}{s.In("ids")} ORDER BY id {locking}", new { ids = s.Ids(ids) }))
            .ToDictionary(r => r.Id, r => r.SubjectId);

    private static Deadline Anew(Deadline deadline, ActContext at) =>
        deadline.Provisional is { } from && at.Registry.CalendarOf(from.Calendar) is { } calendar
            && calendar.Version > from.Version ? deadline.Anew(calendar, at.Now) : deadline;
}
