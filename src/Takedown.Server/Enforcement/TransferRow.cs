using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>A transfer as stored.</summary>
internal sealed record TransferRow
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid BodyId { get; init; }
    public Guid? PoliceId { get; init; }
    public TransferState State { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? FiledAt { get; init; }
    public string Content { get; init; } = "{}";

    public TransferView View => JsonSerializer.Deserialize(Content, StoredCase.Default.TransferView)!;

    /// <summary>As others than the police see it: without what is sealed (E07).</summary>
    public TransferView Shown(bool toPolice) => toPolice ? View : View with
    {
        Entries = [.. View.Entries.Select(e => e with { Sealed = null })],
    };

    public static TransferRow Of(Guid caseId, Guid bodyId, TransferView view) => new()
    {
        Id = view.Id,
        CaseId = caseId,
        BodyId = bodyId,
        PoliceId = view.To,
        State = view.State,
        SentAt = view.Entries.FirstOrDefault(e => e.Act is TransferAct.Send)?.At,
        FiledAt = view.Entries.FirstOrDefault(e => e.Act is TransferAct.File)?.At,
        Content = JsonSerializer.Serialize(view, StoredCase.Default.TransferView),
    };

    private static readonly Table<TransferRow> Table = new("case_transfers",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("case_id", ColumnType.Id, r => r.CaseId),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("police_id", ColumnType.Id, r => r.PoliceId),
        new("state", ColumnType.Number, r => r.State),
        new("sent_at", ColumnType.Instant, r => r.SentAt),
        new("filed_at", ColumnType.Instant, r => r.FiledAt),
        new("content", ColumnType.Text, r => r.Content),
    ]);

    public static Task AddAsync(Session s, TransferRow row) => s.InsertAsync(Table, [row]);

    public static Task SaveAsync(Session s, TransferRow row) => s.UpdateAsync(Table, [row]);

    public static Task<IReadOnlyList<TransferRow>> OfAsync(Session s, params IReadOnlyCollection<Guid> cases) =>
        s.QueryAsync<TransferRow>(
            $"""
            SELECT id, case_id, body_id, police_id, state, sent_at, filed_at, content FROM case_transfers
            WHERE case_id IN {s.In("ids")} ORDER BY id
            """, new { ids = s.Ids(cases) });
}
