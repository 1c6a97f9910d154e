using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>Requests of the public for correction.</summary>
internal static class CorrectionStore
{
    private const string Columns =
        "id, notice_id, who, contact, text, status, at, decided_at, decision_id, reason";

    public static Task AddAsync(Session s, CorrectionRow row) => s.InsertAsync(CorrectionRow.Table, [row]);

    private const string One = $"SELECT {Columns} FROM record_corrections WHERE id = @id";

    public static Task<CorrectionRow?> FindAsync(Session s, Guid id) => s.FirstAsync<CorrectionRow>(One, new { id });

    private const string List =
        $"""
        SELECT {Columns} FROM record_corrections
        WHERE id > @after AND (@status IS NULL OR status = @status) ORDER BY id LIMIT @take
        """;

    public static Task<IReadOnlyList<CorrectionRow>> ListAsync(
        Session s, CorrectionStatus? status, Guid after, int take) =>
        s.QueryAsync<CorrectionRow>(List, new { status = (int?)status, after, take });

    private static readonly string Open =
        $"SELECT COUNT(*) FROM record_corrections WHERE notice_id = @notice AND status = {(int)CorrectionStatus.Open}";

    /// <summary>How many requests about a notice wait.</summary>
    public static Task<long> OpenAsync(Session s, Guid notice) => s.FirstAsync<long>(Open, new { notice });

    private static readonly string Grant =
        $"""
        UPDATE record_corrections
        SET status = {(int)CorrectionStatus.Granted}, decided_at = @now, decision_id = @decision
        WHERE id = @id AND notice_id = @notice AND status = {(int)CorrectionStatus.Open}
        """;

    /// <returns>Whether there was an open request about the notice.</returns>
    public static async Task<bool> GrantAsync(
        Session s, Guid id, Guid notice, Guid decision, DateTimeOffset now) =>
        await s.ExecuteAsync(Grant, new { id, notice, decision, now }) > 0;

    private static readonly string Refuse =
        $"""
        UPDATE record_corrections
        SET status = {(int)CorrectionStatus.Refused}, decided_at = @now, reason = @reason
        WHERE id = @id AND status = {(int)CorrectionStatus.Open}
        """;

    /// <returns>Whether it was open.</returns>
    public static async Task<bool> RefuseAsync(Session s, Guid id, string reason, DateTimeOffset now) =>
        await s.ExecuteAsync(Refuse, new { id, reason, now }) > 0;
}
