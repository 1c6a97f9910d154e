using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Server.Bodies;
using Takedown.Storage;

namespace Takedown.Server.Assistance;

/// <summary>Which requests are listed; null means all.</summary>
internal sealed record AssistanceFilter(string? Role, AssistanceStatus? Status, bool CrossBorder, bool Overdue);

/// <summary>
/// Requests for assistance and who reads them: the asking body, every body that was to answer, those above either.
/// </summary>
internal sealed class AssistanceStore(Database database)
{
    private const string Columns =
        "id, kind, status, from_id, to_id, subject_kind, subject_id, summary, text, is_cross_border, asked_at, "
            + "answered_at, answered_by, answer, documents";

    private const string One = $"SELECT {Columns} FROM assistance WHERE id = @id";

    private const string HopsOf =
        "SELECT assistance_id, place, body_id, at, reason FROM assistance_hops WHERE assistance_id IN ";

    private static readonly string IsOverdue =
        $"""
         AND EXISTS (SELECT 1 FROM deadlines d WHERE d.owner = {DeadlineOwner.Assistance:D} AND d.owner_id = a.id
            AND d.kind = {DeadlineKind.Reply:D} AND (d.status = {SlaStatus.Breached:D}
                OR (d.status = {SlaStatus.Running:D} AND d.due < @now)))
        """;

    /// <summary>The number of open requests that were not replied to in time.</summary>
    public static readonly string Overdue =
        $"SELECT COUNT(*) FROM assistance a WHERE a.status IN ({AssistanceStatus.Asked:D}, "
            + $"{AssistanceStatus.Accepted:D})" + IsOverdue;

    private const string Sent = "a.from_id = @caller";

    private const string Received =
        "a.id IN (SELECT assistance_id FROM assistance_hops WHERE body_id = @caller)";

    public static async Task AddAsync(Session s, AssistanceRow row)
    {
        await s.InsertAsync(AssistanceRow.Table, [row]);
        await s.InsertAsync(AssistanceHopRow.Table,
            [new AssistanceHopRow { AssistanceId = row.Id, BodyId = row.ToId, At = row.AskedAt }]);
    }

    public static Task<AssistanceRow?> FindAsync(Session s, Guid id) => s.FirstAsync<AssistanceRow>(One, new { id });

    public Task<AssistanceRow?> LockAsync(Session s, Guid id) =>
        s.FirstAsync<AssistanceRow>($"{One} {database.Dialect.ForUpdate}", new { id });

    public static Task<IReadOnlyList<Guid>> LockAsync(Session s, IReadOnlyCollection<Guid> ids, string locking) =>
        s.QueryAsync<Guid>(
            $"SELECT id FROM assistance WHERE id IN {s.In("ids")} ORDER BY id {locking}", new { ids = s.Ids(ids) });

    public static Task SaveAsync(Session s, AssistanceRow row) => s.UpdateAsync(AssistanceRow.Table, [row]);

    /// <summary>The chain of a request, whose lock the transaction holds, gets one more body.</summary>
    public static async Task PassAsync(Session s, Guid id, Guid body, string reason, DateTimeOffset now)
    {
        var place = (await HopsAsync(s, [id])).Count;
        await s.InsertAsync(AssistanceHopRow.Table,
            [new AssistanceHopRow { AssistanceId = id, Place = place, BodyId = body, At = now, Reason = reason }]);
    }

    public static async Task<bool> IsReadByAsync(
        Session s, AssistanceRow row, RegistrySnapshot registry, Caller caller) =>
        caller.Kind is OrganisationKind.Operator || caller.Id == row.FromId || caller.Id == row.ToId
        || registry.IsAbove(caller.Id, row.FromId) || registry.IsAbove(caller.Id, row.ToId)
        || (await HopsAsync(s, [row.Id])).Any(h => h.BodyId == caller.Id);

    public Task<IReadOnlyList<AssistanceRow>> ListAsync(
        Caller caller, AssistanceFilter f, Guid after, int take, DateTimeOffset now) =>
        database.ReadAsync(s =>
        {
            var whose = f.Role switch
            {
                "sender" => Sent,
                "receiver" => Received,
                _ => caller.Kind is OrganisationKind.Operator ? "1 = 1" : $"({Sent} OR {Received})",
            };
            var rows = $"SELECT {Columns} FROM assistance a WHERE a.id > @after AND {whose}"
                + (f.Status is null ? "" : " AND a.status = @status")
                + (f.CrossBorder ? " AND a.is_cross_border = 1" : "") + (f.Overdue ? IsOverdue : "")
                + " ORDER BY a.id LIMIT @take";
            return s.QueryAsync<AssistanceRow>(
                PageBytes.Bounded(rows, "id", "text", "answer", "documents"),
                new { after, take, now, status = (int?)f.Status, caller = caller.Id });
        });

    public static async Task<IReadOnlyList<AssistanceView>> ViewsAsync(
        Session s, IReadOnlyList<AssistanceRow> rows, DateTimeOffset now)
    {
        var hops = await HopsAsync(s, [.. rows.Select(r => r.Id)]);
        var replies = await DeadlineStore.OfAsync(s, DeadlineOwner.Assistance, [.. rows.Select(r => r.Id)]);
        var names = await OrganisationNames.OfAsync(
            s, rows.SelectMany(r => new[] { r.FromId, r.ToId }).Concat(hops.Select(h => h.BodyId)));
        return [.. rows.Select(r => r.View(
            names, BodyDeadlines.View(replies[r.Id], DeadlineKind.Reply, now),
            hops.Where(h => h.AssistanceId == r.Id)))];
    }

    public static async Task<AssistanceView> ViewAsync(Session s, AssistanceRow row, DateTimeOffset now) =>
        (await ViewsAsync(s, [row], now))[0] with
        {
            History = await ActJournal.OfAsync(s, ActSubject.Assistance, row.Id),
        };

    private static Task<IReadOnlyList<AssistanceHopRow>> HopsAsync(Session s, IReadOnlyCollection<Guid> requests) =>
        s.QueryAsync<AssistanceHopRow>(HopsOf + s.In("ids"), new { ids = s.Ids(requests) });
}
