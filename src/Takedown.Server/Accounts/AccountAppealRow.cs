using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>An appeal of an account against an account action; an action has one.</summary>
internal sealed record AccountAppealRow
{
    public Guid ActionId { get; init; }
    public Guid PlatformId { get; init; }
    public string Text { get; init; } = "";
    public DateTimeOffset FiledAt { get; init; }
    /// <summary>Whether the account used a one-time link itself.</summary>
    public bool ByLink { get; init; }
    public AppealOutcome? Outcome { get; init; }
    public string? Answer { get; init; }
    public Guid? PersonId { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    public static readonly Table<AccountAppealRow> Table = new("account_appeals",
    [
        new("action_id", ColumnType.Id, a => a.ActionId, Key: true),
        new("platform_id", ColumnType.Id, a => a.PlatformId),
        new("text", ColumnType.Text, a => a.Text),
        new("filed_at", ColumnType.Instant, a => a.FiledAt),
        new("by_link", ColumnType.Number, a => a.ByLink),
        new("outcome", ColumnType.Number, a => a.Outcome),
        new("answer", ColumnType.Text, a => a.Answer),
        new("person_id", ColumnType.Id, a => a.PersonId),
        new("decided_by", ColumnType.Text, a => a.DecidedBy),
        new("decided_at", ColumnType.Instant, a => a.DecidedAt),
    ]);

    private const string Columns =
        "action_id, platform_id, text, filed_at, by_link, outcome, answer, person_id, decided_by, decided_at";

    private const string One = $"SELECT {Columns} FROM account_appeals WHERE action_id = @id";

    public static Task<AccountAppealRow?> FindAsync(Session s, Guid id) =>
        s.FirstAsync<AccountAppealRow>(One, new { id });

    private const string Many = $"SELECT {Columns} FROM account_appeals WHERE action_id IN ";

    /// <summary>The appeals against these actions.</summary>
    public static async Task<Dictionary<Guid, AccountAppealRow>> OfAsync(Session s, IEnumerable<Guid> actions) =>
        (await s.QueryAsync<AccountAppealRow>(Many + s.In("ids"), new { ids = s.Ids(actions) }))
        .ToDictionary(a => a.ActionId);

    public AccountAppealView View(AccountAction action) => new()
    {
        ActionId = ActionId,
        PlatformId = PlatformId,
        Account = new() { Id = action.AccountId },
        Measure = action.Measure,
        Status = action.Status,
        NoticeIds = action.NoticeIds,
        Text = Text,
        FiledAt = FiledAt,
        FiledBy = ByLink ? "accused" : "platform",
        Decision = Outcome is not { } outcome ? null : new()
        {
            Outcome = outcome,
            Text = Answer ?? "",
            BodyId = PlatformId,
            Person = DecidedBy,
            At = DecidedAt!.Value,
        },
    };
}
