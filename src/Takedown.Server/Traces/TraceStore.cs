using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Traces;

/// <summary>Restricted data as stored: encrypted, the latest version only.</summary>
internal sealed record TraceRow
{
    public Guid CaseId { get; init; }
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid PersonId { get; init; }
    public string Person { get; init; } = "";
    public string Sealed { get; init; } = "";
}

/// <summary>Restricted data and the log of who read it. Both are written in one transaction with the read.</summary>
internal static class TraceStore
{
    private static readonly Table<TraceRow> Traces = new("case_traces",
    [
        new("case_id", ColumnType.Id, t => t.CaseId, Key: true),
        new("version", ColumnType.Number, t => t.Version),
        new("at", ColumnType.Instant, t => t.At),
        new("person_id", ColumnType.Id, t => t.PersonId),
        new("person", ColumnType.Text, t => t.Person),
        new("sealed", ColumnType.Text, t => t.Sealed),
    ]);

    private static readonly Table<(Guid CaseId, TraceRead Read)> Reads = new("trace_reads",
    [
        new("id", ColumnType.Id, r => r.Read.Id, Key: true),
        new("case_id", ColumnType.Id, r => r.CaseId),
        new("at", ColumnType.Instant, r => r.Read.At),
        new("act", ColumnType.Text, r => r.Read.Act),
        new("organisation_id", ColumnType.Id, r => r.Read.OrganisationId),
        new("person_id", ColumnType.Id, r => r.Read.PersonId),
        new("person", ColumnType.Text, r => r.Read.Person),
    ]);

    public static Task<TraceRow?> FindAsync(Session s, Guid caseId) => s.FirstAsync<TraceRow>(
        "SELECT case_id, version, at, person_id, person, sealed FROM case_traces WHERE case_id = @caseId",
        new { caseId });

    /// <summary>Stores the data of a case, whose lock the transaction holds.</summary>
    public static Task SaveAsync(Session s, TraceRow row) =>
        row.Version == 1 ? s.InsertAsync(Traces, [row]) : s.UpdateAsync(Traces, [row]);

    public static Task AddReadAsync(Session s, Guid caseId, TraceRead read) =>
        s.InsertAsync(Reads, [(caseId, read)]);

    public static Task<IReadOnlyList<TraceRead>> ReadsAsync(Session s, Guid caseId, Guid after, int take) =>
        s.QueryAsync<TraceRead>(
            """
            SELECT id, at, act, organisation_id, person_id, person FROM trace_reads
            WHERE case_id = @caseId AND id > @after ORDER BY id LIMIT @take
            """,
            new { caseId, after, take });
}
