using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>A request to carriers and registries as stored.</summary>
internal sealed record RequestRow
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid BodyId { get; init; }
    public Guid RecipientId { get; init; }
    public CaseRequestKind Kind { get; init; }
    public CaseRequestState State { get; init; }
    public DateTimeOffset? ExecutedAt { get; init; }
    public string Content { get; init; } = "{}";

    public CaseRequestView View => JsonSerializer.Deserialize(Content, StoredCase.Default.CaseRequestView)!;

    public static RequestRow Of(Guid caseId, Guid bodyId, CaseRequestView view) => new()
    {
        Id = view.Id,
        CaseId = caseId,
        BodyId = bodyId,
        RecipientId = view.To,
        Kind = view.Kind,
        State = view.State,
        ExecutedAt = view.ExecutedAt,
        Content = JsonSerializer.Serialize(view, StoredCase.Default.CaseRequestView),
    };

    private static readonly Table<RequestRow> Table = new("case_requests",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("case_id", ColumnType.Id, r => r.CaseId),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("recipient_id", ColumnType.Id, r => r.RecipientId),
        new("kind", ColumnType.Number, r => r.Kind),
        new("state", ColumnType.Number, r => r.State),
        new("executed_at", ColumnType.Instant, r => r.ExecutedAt),
        new("content", ColumnType.Text, r => r.Content),
    ]);

    public static Task AddAsync(Session s, RequestRow row) => s.InsertAsync(Table, [row]);

    public static Task SaveAsync(Session s, RequestRow row) => s.UpdateAsync(Table, [row]);

    public static Task<IReadOnlyList<RequestRow>> OfAsync(Session s, params IReadOnlyCollection<Guid> cases) =>
        s.QueryAsync<RequestRow>(
            $"""
            SELECT id, case_id, body_id, recipient_id, kind, state, executed_at, content FROM case_requests
            WHERE case_id IN {s.In("ids")} ORDER BY id
            """, new { ids = s.Ids(cases) });
}
