using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>
/// What events do not say and figures need, read for a set of events at once. None of it changes later.
/// </summary>
internal sealed class FormLookups
{
    private const string ActionsOf =
        """
        SELECT a.id, a.function, a.measure, a.status, NOT EXISTS (SELECT 1 FROM account_actions b
            WHERE b.platform_id = a.platform_id AND b.account_id = a.account_id AND b.seq < a.seq) AS is_first
        FROM account_actions a WHERE a.id IN
        """;

    private static readonly string EscalationsOf =
        $"SELECT notice_id AS id, function, at FROM escalations WHERE deadline = '{DeadlineKind.Act.Word()}' "
            + "AND notice_id IN ";

    private const string BatchesOf = "SELECT id, batch_id FROM notices WHERE id IN ";

    public required IReadOnlyDictionary<Guid, ActionRow> Actions { get; init; }
    public required IReadOnlyDictionary<Guid, EscalationRow> Escalations { get; init; }
    public required IReadOnlyDictionary<Guid, Guid> Batches { get; init; }

    public static async Task<FormLookups> OfAsync(Session s, IReadOnlyList<EventRow> events)
    {
        async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, IEnumerable<Guid> ids)
        {
            var set = ids.ToHashSet();
            return set.Count == 0 ? [] : await s.QueryAsync<T>($"{sql}{s.In("ids")}", new { ids = s.Ids(set) });
        }
        var actions = await ReadAsync<ActionRow>(ActionsOf + " ", events
            .Where(e => e.Kind is EventKind.AccountActionRequested or EventKind.AccountActionAnswered)
            .SelectMany(e => e.Entries, (_, entry) => entry.Id));
        var escalations = await ReadAsync<EscalationRow>(EscalationsOf, events
            .SelectMany(e => e.Entries).Where(entry => entry.ResolvesEscalation).Select(entry => entry.Id));
        var batches = await ReadAsync<BatchRow>(BatchesOf, events
            .Where(e => e.Kind is EventKind.Delivered or EventKind.MadeAvailable && e.Entries.Count > 1)
            .Select(e => e.Entries[0].Id));
        return new()
        {
            Actions = actions.ToDictionary(a => a.Id),
            Escalations = escalations.ToDictionary(e => e.Id),
            Batches = batches.ToDictionary(b => b.Id, b => b.BatchId),
        };
    }

    internal sealed record ActionRow
    {
        public Guid Id { get; init; }
        public string Function { get; init; } = "";
        public Measure Measure { get; init; }
        public AccountActionStatus Status { get; init; }
        public bool IsFirst { get; init; }
    }

    internal sealed record EscalationRow
    {
        public Guid Id { get; init; }
        public string Function { get; init; } = "";
        public DateTimeOffset At { get; init; }
    }

    internal sealed record BatchRow
    {
        public Guid Id { get; init; }
        public Guid BatchId { get; init; }
    }
}
