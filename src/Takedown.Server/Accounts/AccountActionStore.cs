using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Escalations;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>Account actions: requested, answered, breached, cancelled.</summary>
internal sealed class AccountActionStore(Database database, EventStore events, ChangeNotifier notifier, Ids ids)
{
    private const string Stored =
        """
        a.id, a.platform_id, a.seq, a.account_id, a.measure, a.strikes, a.function, a.status, a.requested_at,
        a.answered_at, a.reason
        """;

    private static readonly Table<AccountAction> Table = new("account_actions",
    [
        new("id", ColumnType.Id, a => a.Id, Key: true),
        new("platform_id", ColumnType.Id, a => a.PlatformId),
        new("seq", ColumnType.Number, a => a.Seq),
        new("account_id", ColumnType.Text, a => a.AccountId),
        new("measure", ColumnType.Number, a => a.Measure),
        new("strikes", ColumnType.Number, a => a.Strikes),
        new("function", ColumnType.Text, a => a.Function),
        new("status", ColumnType.Number, a => a.Status),
        new("requested_at", ColumnType.Instant, a => a.RequestedAt),
        new("answered_at", ColumnType.Instant, a => a.AnsweredAt),
        new("reason", ColumnType.Text, a => a.Reason),
    ]);

    private const string TakeSeqs =
        "UPDATE platform_seqs SET account_seq = account_seq + @count WHERE platform_id = @platformId "
            + "RETURNING account_seq";

    /// <summary>Requests measures from the platform; their deadlines start here.</summary>
    public async Task RequestAsync(
        Session s, Guid platformId, IReadOnlyList<AccountActionRequest> requests, DateTimeOffset now)
    {
        if (requests.Count == 0) return;
        var last = await s.FirstAsync<long>(TakeSeqs, new { platformId, count = requests.Count });
        var first = last - requests.Count + 1;
        var rows = requests.Select((r, i) => new AccountAction
        {
            Id = ids.Next(),
            PlatformId = platformId,
            Seq = first + i,
            AccountId = r.AccountId,
            Measure = r.Measure,
            Strikes = r.Strikes,
            Function = r.Function,
            RequestedAt = now,
            Deadline = new(DeadlineKind.AccountAction, r.Due),
        }).ToList();
        await s.InsertAsync(Table, rows);
        await DeadlineStore.SaveAsync(s, [.. rows.Select(r => r.StoredDeadline)]);
        await AppendEventsAsync(s, EventKind.AccountActionRequested, rows, now, null);
        s.AfterCommit(() => notifier.Notify(ChangeTopic.AccountActions(platformId)));
    }

    private static readonly string After =
        $"""
        SELECT {Stored}, d.due, d.status AS sla FROM account_actions a
        JOIN deadlines d ON d.owner = {DeadlineOwner.AccountAction:D} AND d.owner_id = a.id
            AND d.kind = {DeadlineKind.AccountAction:D}
        WHERE a.platform_id = @platformId AND a.seq > @after ORDER BY a.seq LIMIT @take
        """;

    public Task<IReadOnlyList<AccountAction>> AfterAsync(Guid platformId, long after, int take) =>
        database.ReadAsync(s => s.QueryAsync<AccountAction>(After, new { platformId, after, take }));

    /// <summary>Locks a platform's account actions by their ids.</summary>
    public Task<Dictionary<Guid, AccountAction>> LockAsync(
        Session s, Guid platformId, IReadOnlyCollection<Guid> actions) =>
        LockAsync(s, $"a.platform_id = @platformId AND a.id IN {s.In("ids")}", database.Dialect.ForUpdate,
            new { platformId, ids = s.Ids(actions) });

    /// <summary>Locks those of the given account actions that still have the status <c>requested</c>.</summary>
    public static Task<Dictionary<Guid, AccountAction>> LockRequestedAsync(
        Session s, IReadOnlyCollection<Guid> actions, string locking) =>
        LockAsync(s, $"a.status = {AccountActionStatus.Requested:D} AND a.id IN {s.In("ids")}", locking,
            new { ids = s.Ids(actions) });

    private static readonly string Unanswered =
        $"""
        a.platform_id = @platformId AND a.account_id = @accountId AND a.strikes > @strikes
            AND a.status IN ({AccountActionStatus.Requested:D}, {AccountActionStatus.Escalated:D})
        """;

    /// <summary>
    /// Locks in the order of ids, so that two transactions cannot deadlock. The deadlines are read under the lock.
    /// </summary>
    private static async Task<Dictionary<Guid, AccountAction>> LockAsync(
        Session s, string where, string locking, object args)
    {
        var rows = await s.QueryAsync<AccountAction>(
            $"SELECT {Stored} FROM account_actions a WHERE {where} ORDER BY a.id {locking}", args);
        if (rows.Count == 0) return [];
        var deadlines = await DeadlineStore.OfAsync(s, DeadlineOwner.AccountAction, [.. rows.Select(r => r.Id)]);
        return rows.ToDictionary(r => r.Id, r => r with { Deadline = deadlines[r.Id].Single() });
    }

    /// <summary>
    /// Stores changed account actions with their deadlines and events, and resolves their escalations.
    /// </summary>
    public async Task SaveAsync(
        Session s, EventKind kind, IReadOnlyList<AccountAction> changed, DateTimeOffset now, OrganisationKind? by)
    {
        await s.UpdateAsync(Table, changed);
        await DeadlineStore.SaveAsync(s, [.. changed.Select(a => a.StoredDeadline)]);
        await AppendEventsAsync(s, kind, changed, now, by);
        foreach (var action in changed.Where(a => a.WasEscalated))
            await EscalationStore.ResolveActionAsync(s, action.Id, now);
    }

    /// <summary>
    /// Cancels unanswered account actions that require more strikes than the account has left. A breach remains a
    /// breach, but its escalation is resolved.
    /// </summary>
    public async Task CancelAboveAsync(Session s, Guid platformId, string accountId, int strikes, DateTimeOffset now)
    {
        var unanswered = await LockAsync(
            s, Unanswered, database.Dialect.ForUpdate, new { platformId, accountId, strikes });
        if (unanswered.Count == 0) return;
        List<AccountAction> cancelled = [.. unanswered.Values.Select(a => a with
        {
            Status = AccountActionStatus.Cancelled,
            Deadline = a.Deadline.Cancel(),
            AnsweredAt = now,
            WasEscalated = a.Status is AccountActionStatus.Escalated,
        })];
        await SaveAsync(s, EventKind.AccountActionCancelled, cancelled, now, OrganisationKind.Claimant);
    }

    private async Task AppendEventsAsync(
        Session s, EventKind kind, IReadOnlyList<AccountAction> rows, DateTimeOffset now, OrganisationKind? by) =>
        await events.AppendAsync(s, [.. rows.GroupBy(r => r.PlatformId)
            .SelectMany(g => g.Chunk(EventStore.MaxEntries))
            .Select(chunk => new EventRow
            {
                At = now,
                Kind = kind,
                ByKind = by,
                PlatformId = chunk[0].PlatformId,
                Entries = [.. chunk.Select(a => new EventEntry
                {
                    Id = a.Id,
                    Measure = a.Measure,
                    Sla = a.Sla,
                    Due = a.Due,
                    ResolvesEscalation = a.WasEscalated,
                })],
            })]);
}
