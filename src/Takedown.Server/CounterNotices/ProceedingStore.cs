using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary>One proceeding of a notice. The transaction holds the lock of the notice.</summary>
internal static class ProceedingStore
{
    private const string One =
        """
        SELECT notice_id, kind, court, case_no, filed_at, document, proved_at, outcome, ended_at, decision
        FROM proceedings WHERE notice_id = @id
        """;

    private const string End =
        """
        UPDATE proceedings SET outcome = @outcome, ended_at = @endedAt, decision = @decision WHERE notice_id = @id
        """;

    public static Task AddAsync(Session s, ProceedingRow row) => s.InsertAsync(ProceedingRow.Table, [row]);

    public static Task<ProceedingRow?> FindAsync(Session s, Guid id) => s.FirstAsync<ProceedingRow>(One, new { id });

    public static Task EndAsync(
        Session s, Guid id, ProceedingOutcome outcome, DateTimeOffset endedAt, string? decision) =>
        s.ExecuteAsync(End, new { id, outcome = (int)outcome, endedAt, decision });
}
