using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Connectors;
using Takedown.Server.Escalations;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>Account actions: requested, answered, breached, cancelled.</summary>
internal sealed class AccountActionStore(Database database, EventStore events, ChangeNotifier notifier, Ids ids)
{
    public const string Stored =
        """
        a.id, a.platform_id, a.seq, a.account_id, a.measure, a.strikes, a.function, a.status, a.requested_at,
        a.answered_at, a.reason, a.notices, a.until, a.terms
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
        new("notices", ColumnType.Text, a => a.Notices),
        new("until", ColumnType.Instant, a => a.Until),
        new("terms", ColumnType.Text, a => a.Terms),
    ]);

    private const string TakeSeqs =
        "UPDATE account_seqs SET account_seq = account_seq + @count WHERE platform_id = @platformId "
            + "RETURNING account_seq";

    /// <summary>Requests measures from the platform; their deadlines start here.</summary>
    public Task RequestAsync(
        Session s, Guid platformId, IReadOnlyList<AccountActionRequest> requests, DateTimeOffset now) =>
        AddAsync(s, platformId, [.. requests.Select(r => new AccountAction
        {
            AccountId = r.AccountId,
            Measure = r.Measure,
            Strikes = r.Strikes,
            Function = r.Function,
            Notices = r.Notices,
            RequestedAt = now,
            Deadline = new(DeadlineKind.AccountAction, r.Due.At, Provisional: r.Due.Provisional),
            Blacklist = r.Blacklist,
        })], EventKind.AccountActionRequested, null, now);

    /// <summary>Adds account actions to the list of their platform.</summary>
    public async Task<IReadOnlyList<AccountAction>> AddAsync(
        Session s, Guid platformId, IReadOnlyList<AccountAction> actions, EventKind kind, OrganisationKind? by,
        DateTimeOffset now)
    {
        if (actions.Count == 0) return actions;
        var last = await s.FirstAsync<long>(TakeSeqs, new { platformId, count = actions.Count });
        var first = last - actions.Count + 1;
        List<AccountAction> rows = [.. actions.Select(
            (a, i) => a with { Id = ids.Next(), PlatformId = platformId, Seq = first + i })];
        await s.InsertAsync(Table, rows);
        await DeadlineStore.SaveAsync(s, [.. rows.Select(r => r.StoredDeadline)]);
        await AppendEventsAsync(s, kind, rows, now, by);
        s.AfterCommit(() => notifier.Notify(ChangeTopic.AccountActions(platformId)));
        return rows;
    }

    private static readonly string After =
        $"""
        SELECT {Stored}, d.due, d.status AS sla, d.provisional FROM account_actions a
        JOIN deadlines d ON d.owner = {DeadlineOwner.AccountAction:D} AND d.owner_id = a.id
            AND d.kind = {DeadlineKind.AccountAction:D}
        WHERE a.platform_id = @platformId AND a.seq > @after ORDER BY a.seq LIMIT @take
        """;

    private static readonly string ByIds =
        $"""
        SELECT {Stored}, d.due, d.status AS sla FROM account_actions a
        JOIN deadlines d ON d.owner = {DeadlineOwner.AccountAction:D} AND d.owner_id = a.id
            AND d.kind = {DeadlineKind.AccountAction:D}
        WHERE a.id IN 
        """;

    /// <summary>What pushed platforms are told of actions: nothing of one that has another status by then.</summary>
    public static MessageReader Telling(params AccountActionStatus[] statuses) => async (s, messages, now) =>
    {
        var rows = (await s.QueryAsync<AccountAction>(
            ByIds + s.In("ids"), new { ids = s.Ids(messages.Select(m => m.SubjectId)) })).ToDictionary(a => a.Id);
        return [.. messages.Select(m => rows.TryGetValue(m.SubjectId, out var action)
            && statuses.Contains(action.Status)
                ? new MessageContent(
                    JsonSerializer.SerializeToUtf8Bytes(action.View, TakedownJson.Default.AccountActionView))
                : default)];
    };

    /// <summary>An account action of any platform.</summary>
    public static async Task<AccountAction?> FindAsync(Session s, Guid id) =>
        (await s.QueryAsync<AccountAction>(ByIds + s.In("ids"), new { ids = s.Ids([id]) })) is [var found]
            ? found : null;

    private static readonly string Taken =
        $"""
        SELECT {Stored} FROM account_actions a WHERE a.platform_id = @platformId AND a.account_id = @account
            AND a.status IN ({AccountActionStatus.Done:D}, {AccountActionStatus.Lifted:D}) ORDER BY a.seq
        """;

    /// <summary>The measures that a platform took against an account, also those that it ended.</summary>
    public static Task<IReadOnlyList<AccountAction>> TakenAsync(Session s, Guid platformId, string account) =>
        s.QueryAsync<AccountAction>(Taken, new { platformId, account });

    /// <summary>Stores that the platform ended a measure.</summary>
    public static Task LiftAsync(Session s, AccountAction lifted) => s.UpdateAsync(Table, [lifted]);

    public Task<IReadOnlyList<AccountAction>> AfterAsync(Guid platformId, long after, int take) =>
        database.ReadAsync(s => s.QueryAsync<AccountAction>(After, new { platformId, after, take }));

    /// <summary>Locks a platform's account actions by their ids.</summary>
    public Task<Dictionary<Guid, AccountAction>> LockAsync(
        Session s, Guid platformId, IReadOnlyCollection<Guid> actions) =>
        LockAsync(s, $"(a.platform_id = @platformId) IS TRUE AND a.id IN {s.In("ids")}", database.Dialect.ForUpdate,
            new { platformId, ids = s.Ids(actions) });

    /// <summary>Locks those of the given account actions that still have the status <c>requested</c>.</summary>
    public static Task<Dictionary<Guid, AccountAction>> LockRequestedAsync(
        Session s, IReadOnlyCollection<Guid> actions, string locking) =>
        LockAsync(s, $"a.status = {AccountActionStatus.Requested:D} AND a.id IN {s.In("ids")}", locking,
            new { ids = s.Ids(actions) });

    private static readonly string Unanswered =
        $"""
        a.status IN ({AccountActionStatus.Requested:D}, {AccountActionStatus.Escalated:D})
            AND a.until IS NULL AND (a.platform_id, a.account_id) IN (SELECT id, text FROM 
        """;

    /// <summary>
    /// Locks in the order of ids, so that two transactions cannot deadlock. The deadlines are read under the lock.
    /// </summary>
    public static async Task<Dictionary<Guid, AccountAction>> LockAsync(
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
        await EscalationStore.ResolveActionsAsync(
            s, [.. changed.Where(a => a.WasEscalated).Select(a => a.Id)], now);
    }

    /// <summary>
    /// Cancels unanswered account actions that require more strikes than their account has left, but for entries of the
    /// blacklist, which stand on closures. A breach remains a breach, but its escalation is resolved.
    /// </summary>
    public async Task CancelAboveAsync(
        Session s, IReadOnlyDictionary<(Guid PlatformId, string AccountId), int> left, DateTimeOffset now)
    {
        if (left.Count == 0) return;
        var locked = await LockAsync(
            s, $"{Unanswered} {s.InPairs("accounts")} AS t)", database.Dialect.ForUpdate,
            new { accounts = s.Pairs(left.Keys) });
        var unanswered = locked.Values.Where(a => a.Strikes > left[(a.PlatformId, a.AccountId)]).ToList();
        if (unanswered.Count == 0) return;
        List<AccountAction> cancelled = [.. unanswered.Select(a => a.Cancelled(now))];
        await SaveAsync(s, EventKind.AccountActionCancelled, cancelled, now, OrganisationKind.Claimant);
    }

    /// <summary>
    /// Computes the provisional due times of locked account actions anew, where a later version of their calendar is
    /// known, and stores them.
    /// </summary>
    public async Task<Dictionary<Guid, AccountAction>> RenewAsync(
        Session s, Dictionary<Guid, AccountAction> locked, ActContext at)
    {
        List<AccountAction> outdated = [.. locked.Values
            .Where(a => StoredProvisional.IsOutdated(a.Provisional, at.Registry.CalendarOf))];
        if (outdated.Count == 0) return locked;
        var renewed = outdated.ToDictionary(a => a.Id, a => a with
        {
            Deadline = a.Deadline.Anew(at.Registry.Calendars[a.Deadline.Provisional!.Calendar], at.Now),
        });
        await DeadlineStore.SaveAsync(s, [.. renewed.Values.Select(a => a.StoredDeadline)]);
        await AppendEventsAsync(s, EventKind.DeadlineRecomputed, outdated.Where(a => a.Due != renewed[a.Id].Due).Select(
            a => (a.PlatformId, EventEntry.Recomputed(a.Id, a.Deadline, renewed[a.Id].Deadline, at))), at.Now, null);
        return locked.ToDictionary(a => a.Key, a => renewed.GetValueOrDefault(a.Key, a.Value));
    }

    private Task AppendEventsAsync(
        Session s, EventKind kind, IReadOnlyList<AccountAction> rows, DateTimeOffset now, OrganisationKind? by) =>
        AppendEventsAsync(s, kind, rows.Select(a => (a.PlatformId, new EventEntry
        {
            Id = a.Id,
            Measure = a.Measure,
            Sla = a.Sla,
            Due = a.Due,
            Provisional = a.Provisional is not null,
            ResolvesEscalation = a.WasEscalated,
        })), now, by);

    private Task AppendEventsAsync(
        Session s, EventKind kind, IEnumerable<(Guid PlatformId, EventEntry Entry)> entries, DateTimeOffset now,
        OrganisationKind? by) =>
        events.AppendAsync(s, [.. entries.GroupBy(e => e.PlatformId, e => e.Entry)
            .SelectMany(g => g.Chunk(EventStore.MaxEntries).Select(chunk => new EventRow
            {
                At = now,
                Kind = kind,
                ByKind = by,
                PlatformId = g.Key,
                Entries = chunk,
            }))]);
}
