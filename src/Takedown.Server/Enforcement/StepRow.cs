using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>A step as stored.</summary>
internal sealed record StepRow
{
    private const string Columns = "id, case_id, body_id, kind, state, effective_at, due, fulfilled_at, content";

    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid BodyId { get; init; }
    public StepKind Kind { get; init; }
    public StepState State { get; init; }
    public DateTimeOffset? EffectiveAt { get; init; }
    public DateTimeOffset? Due { get; init; }
    public DateTimeOffset? FulfilledAt { get; init; }
    public string Content { get; init; } = "{}";

    /// <summary>The state is that of the column: the sweep changes only that.</summary>
    public CaseStepView View =>
        JsonSerializer.Deserialize(Content, StoredCase.Default.CaseStepView)! with { State = State };

    public static StepRow Of(Guid caseId, Guid bodyId, CaseStepView view) => new()
    {
        Id = view.Id,
        CaseId = caseId,
        BodyId = bodyId,
        Kind = view.Kind,
        State = view.State,
        EffectiveAt = view.EffectiveAt,
        Due = view.Due,
        FulfilledAt = view.FulfilledAt,
        Content = JsonSerializer.Serialize(view, StoredCase.Default.CaseStepView),
    };

    private static readonly Table<(StepRow Row, CaseStepView View)> Table = new("case_steps",
    [
        new("id", ColumnType.Id, r => r.Row.Id, Key: true),
        new("case_id", ColumnType.Id, r => r.Row.CaseId),
        new("body_id", ColumnType.Id, r => r.Row.BodyId),
        new("kind", ColumnType.Number, r => r.Row.Kind),
        new("state", ColumnType.Number, r => r.Row.State),
        new("effective_at", ColumnType.Instant, r => r.Row.EffectiveAt),
        new("due", ColumnType.Instant, r => r.Row.Due),
        new("fulfilled_at", ColumnType.Instant, r => r.Row.FulfilledAt),
        new("fine_fen", ColumnType.Number, r => Fen(r.View.Amount)),
        new("confiscated_fen", ColumnType.Number, r => Fen(r.View.Confiscated)),
        new("goods", ColumnType.Number, r => r.View.Goods ?? 0),
        new("content", ColumnType.Text, r => r.Row.Content),
    ]);

    public static Task AddAsync(Session s, Guid caseId, Guid bodyId, CaseStepView view) =>
        s.InsertAsync(Table, [(Of(caseId, bodyId, view), view)]);

    public static Task SaveAsync(Session s, StepRow row, CaseStepView view) =>
        s.UpdateAsync(Table, [(Of(row.CaseId, row.BodyId, view), view)]);

    /// <summary>The steps of cases, oldest first.</summary>
    public static Task<IReadOnlyList<StepRow>> OfAsync(Session s, params IReadOnlyCollection<Guid> cases) =>
        s.QueryAsync<StepRow>(
            $"SELECT {Columns} FROM case_steps WHERE case_id IN {s.In("ids")} ORDER BY id", new { ids = s.Ids(cases) });

    private static long Fen(decimal? yuan) => decimal.ToInt64((yuan ?? 0) * 100);
}
