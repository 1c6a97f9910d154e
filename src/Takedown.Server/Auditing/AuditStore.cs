using System.Text.Json;
using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Auditing;

/// <summary>A page of the audit trail.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">The cursor for the next page.</param>
/// <param name="ResumeAfter">
/// Null, or for a cursor of a lost history the one after which nothing is skipped; the page is empty then.
/// </param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, AuditCursor Next, AuditCursor? ResumeAfter);

/// <summary>Reads the audit trail.</summary>
internal sealed class AuditStore(Database database)
{
    private const string Page =
        """
        SELECT seq, at, act, object, organisation_id, person_id, key_id, address, trace, before, after FROM audit
        WHERE seq > @after
            AND (@organisation IS NULL OR organisation_id = @organisation)
            AND (@person IS NULL OR person_id = @person)
            AND (@act IS NULL OR act = @act)
            AND (@target IS NULL OR object = @target)
            AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to)
        ORDER BY seq LIMIT @take
        """;

    private const string Histories = "SELECT at, audit_last FROM histories ORDER BY epoch";
    private const string Last = "SELECT COALESCE(MAX(seq), 0) FROM audit";

    public async Task<AuditPage> ListAsync(AuditFilter filter, AuditCursor after, int take)
    {
        var (histories, last) = await database.ReportAsync(async s =>
            (await s.QueryAsync<HistoryRow>(Histories), await s.FirstAsync<long>(Last)));
        var history = histories.Count > 0 ? histories[^1].At : 0;
        // What came in the history of the cursor after the next one began is lost.
        var kept = histories.Where(h => h.At > after.History).Select(h => h.AuditLast).Append(last).Min();
        if (after.Seq > kept) return new([], after, new(history, kept));
        var entries = await ReadAsync(filter, after.Seq, take);
        return new(entries, new(history, entries.Count > 0 ? entries[^1].Seq : after.Seq), null);
    }

    private async Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditFilter filter, long after, int take)
    {
        var rows = await database.ReportAsync(s => s.QueryAsync<Row>(Page, new
        {
            after,
            organisation = filter.Organisation,
            person = filter.Person,
            act = filter.Act,
            target = filter.Object,
            from = filter.From is { } from ? Midnight(from) : (long?)null,
            to = filter.To is { } to && to < DateOnly.MaxValue ? Midnight(to.AddDays(1)) : (long?)null,
            take,
        }));
        return [.. rows.Select(row => row.View())];
    }

    private static long Midnight(DateOnly day) =>
        new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private sealed record HistoryRow
    {
        public long At { get; init; }
        public long AuditLast { get; init; }
    }

    private sealed record Row
    {
        public long Seq { get; init; }
        public DateTimeOffset At { get; init; }
        public string Act { get; init; } = "";
        public string? Object { get; init; }
        public Guid? OrganisationId { get; init; }
        public Guid? PersonId { get; init; }
        public Guid? KeyId { get; init; }
        public string? Address { get; init; }
        public string? Trace { get; init; }
        public string? Before { get; init; }
        public string? After { get; init; }

        public AuditEntry View() => new()
        {
            Seq = Seq,
            At = At,
            Act = Act,
            Object = Object,
            OrganisationId = OrganisationId,
            PersonId = PersonId,
            KeyId = KeyId,
            Address = Address,
            TraceId = Trace,
            Before = Json(Before),
            After = Json(After),
        };

        private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
    }
}

/// <summary>Which entries to read; null means any.</summary>
internal sealed record AuditFilter(
    Guid? Organisation, Guid? Person, string? Act, string? Object, DateOnly? From, DateOnly? To);
