using Takedown.Contracts;
using Takedown.Server.Escalations;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>Account actions: put, answered, breached, called off.</summary>
internal sealed class AccountActionStore(Database database, EventStore events, ChangeNotifier notifier, Ids ids)
{
    private const string Columns =
        """
        id, platform_id, seq, account_id, measure, strikes, function, status, requested_at, due, sla, answered_at, reason,
        next_due_at
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
        new("due", ColumnType.Instant, a => a.Due),
        new("sla", ColumnType.Number, a => a.Sla),
        new("answered_at", ColumnType.Instant, a => a.AnsweredAt),
        new("reason", ColumnType.Text, a => a.Reason),
        new("next_due_at", ColumnType.Instant, a => a.NextDueAt),
    ]);

    private const string TakeSeqs =
        "UPDATE platform_seqs SET account_seq = account_seq + @count WHERE platform_id = @platformId RETURNING account_seq";

    /// <summary>Puts steps to the platform; their clocks start here.</summary>
    public async Task RequestAsync(Session s, Guid platformId, IReadOnlyList<AccountActionRequest> requests, DateTimeOffset now)
    {
        if (requests.Count == 0) return;
        var first = await s.FirstAsync<long>(TakeSeqs, new { platformId, count = requests.Count }) - requests.Count + 1;
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
            Due = r.Due,
            NextDueAt = r.Due,
            Sla = SlaStatus.Running,
        }).ToList();
        await s.InsertAsync(Table, rows);
        await AppendEventsAsync(s, EventKind.AccountActionRequested, rows, now, null);
        s.AfterCommit(() => notifier.Notify(ChangeTopic.AccountActions(platformId)));
    }

    private const string After =
        $"SELECT {Columns} FROM account_actions WHERE platform_id = @platformId AND seq > @after ORDER BY seq LIMIT @take";

    public Task<IReadOnlyList<AccountAction>> AfterAsync(Guid platformId, long after, int take) =>
        database.ReadAsync(s => s.QueryAsync<AccountAction>(After, new { platformId, after, take }));

    public async Task<Dictionary<Guid, AccountAction>> LockAsync(Session s, Guid platformId, IReadOnlyCollection<Guid> ids) =>
        (await s.QueryAsync<AccountAction>(
            $"SELECT {Columns} FROM account_actions WHERE platform_id = @platformId AND id IN {s.In("ids")} ORDER BY id {database.Dialect.ForUpdate}",
            new { platformId, ids = s.Ids(ids) })).ToDictionary(a => a.Id);

    /// <summary>Locked in the order in which answers lock them.</summary>
    private const string SelectDue =
        $"""
        SELECT {Columns} FROM account_actions
        WHERE next_due_at < @now AND id IN (SELECT id FROM account_actions WHERE next_due_at < @now ORDER BY next_due_at LIMIT @take)
        ORDER BY id
        """;

    public static Task<IReadOnlyList<AccountAction>> LockDueAsync(Session s, string locking, DateTimeOffset now, int take) =>
        s.QueryAsync<AccountAction>($"{SelectDue} {locking}", new { now, take });

    public async Task SaveAsync(Session s, EventKind kind, IReadOnlyList<AccountAction> changed, DateTimeOffset now, OrganisationKind? by)
    {
        await s.UpdateAsync(Table, changed);
        await AppendEventsAsync(s, kind, changed, now, by);
    }

    private const string Unanswered =
        $"""
        SELECT {Columns} FROM account_actions
        WHERE platform_id = @platformId AND account_id = @accountId AND status IN (0, 3) AND strikes > @strikes ORDER BY id
        """;

    /// <summary>
    /// Calls off what was asked for more strikes than still stand, where the platform has not answered yet. What was
    /// breached stays breached, but waits for no regulator any more.
    /// </summary>
    public async Task CancelAboveAsync(Session s, Guid platformId, string accountId, int strikes, DateTimeOffset now)
    {
        var unanswered = await s.QueryAsync<AccountAction>(
            $"{Unanswered} {database.Dialect.ForUpdate}", new { platformId, accountId, strikes });
        if (unanswered.Count == 0) return;
        List<AccountAction> cancelled = [.. unanswered.Select(a => a with
        {
            Status = AccountActionStatus.Cancelled,
            Sla = a.Sla is SlaStatus.Running ? SlaStatus.None : a.Sla,
            NextDueAt = null,
            AnsweredAt = now,
            WasEscalated = a.Status is AccountActionStatus.Escalated,
        })];
        await SaveAsync(s, EventKind.AccountActionCancelled, cancelled, now, OrganisationKind.Claimant);
        foreach (var moot in cancelled.Where(a => a.WasEscalated)) await EscalationStore.ResolveActionAsync(s, moot.Id, now);
    }

    private async Task AppendEventsAsync(Session s, EventKind kind, IReadOnlyList<AccountAction> rows, DateTimeOffset now, OrganisationKind? by) =>
        await events.AppendAsync(s, [.. rows.GroupBy(r => r.PlatformId).SelectMany(g => g.Chunk(EventStore.MaxEntries)).Select(chunk => new EventRow
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
