using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Filings;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>Filings, their due times and the obligations behind them.</summary>
internal sealed class FilingStore(Ids ids, TimeProvider time)
{
    private const string Columns =
        "id, kind, body_id, line, period, status, due, created_at, submitted_at, version, content";

    private static readonly string Monthly =
        $"""
        SELECT {Columns} FROM filings WHERE kind = {FilingKind.Monthly:D} AND line = @line AND period = @period
            AND body_id IN
        """;

    private static readonly string OfYear =
        $"""
        SELECT {Columns} FROM filings WHERE kind = {FilingKind.Monthly:D} AND line = @line AND body_id = @body
            AND period >= @first AND period <= @last ORDER BY period
        """;

    private const string One = $"SELECT {Columns} FROM filings WHERE id = @id";

    private static readonly string Owed =
        $"SELECT COUNT(*) FROM filings WHERE status IN ({string.Join(", ", Enum.GetValues<FilingStatus>()
            .Where(status => !FilingRules.IsFiled(status)).Select(status => status.ToString("D")))})";

    /// <summary>The numbers of filings that are owed, and of those that are overdue.</summary>
    public static readonly string Due = $"{Owed} AND due >= @now", Overdue = $"{Owed} AND due < @now";

    private const string LatestObligations = "SELECT body FROM filing_obligations ORDER BY version DESC LIMIT 1";

    private const string AddObligations =
        "INSERT INTO filing_obligations (version, body, created_at) VALUES (@version, @body, @now)";

    /// <summary>The monthly forms of some bodies by body.</summary>
    public static async Task<Dictionary<Guid, FilingRow>> MonthlyAsync(
        Session s, string line, string period, IEnumerable<Guid> bodies) =>
        (await s.QueryAsync<FilingRow>(
            $"{Monthly} {s.In("bodies")}", new { line, period, bodies = s.Ids(bodies) })).ToDictionary(f => f.BodyId);

    /// <summary>The forms of a body from January to a month.</summary>
    public static Task<IReadOnlyList<FilingRow>> OfYearAsync(Session s, FormPlace place) =>
        s.QueryAsync<FilingRow>(OfYear, new
        {
            line = place.Line.Function, body = place.Body.Id, last = place.Period,
            first = ReportMonth.Text(new(place.Month.Year, 1, 1)),
        });

    /// <summary>The form under its lock, made as an empty draft where nobody has touched it.</summary>
    public async Task<FilingRow> LockAsync(Session s, FormPlace place)
    {
        await s.LockAsync(place.LockName);
        var found = (await MonthlyAsync(s, place.Line.Function, place.Period, [place.Body.Id])).Values.FirstOrDefault();
        if (found is not null) return found;
        var row = new FilingRow
        {
            Id = ids.Next(),
            Kind = FilingKind.Monthly,
            BodyId = place.Body.Id,
            Line = place.Line.Function,
            Period = place.Period,
            CreatedAt = time.GetUtcNow(),
        };
        await s.InsertAsync(FilingRow.Table, [row]);
        return row;
    }

    public static Task<FilingRow?> FindAsync(Session s, Guid id) => s.FirstAsync<FilingRow>(One, new { id });

    /// <summary>Filings by id under their locks.</summary>
    public static Task<IReadOnlyList<FilingRow>> LockAsync(Session s, IReadOnlyCollection<Guid> ids, string locking) =>
        s.QueryAsync<FilingRow>(
            $"SELECT {Columns} FROM filings WHERE id IN {s.In("ids")} ORDER BY id {locking}", new { ids = s.Ids(ids) });

    public static Task SaveAsync(Session s, FilingRow row) =>
        s.UpdateAsync(FilingRow.Table, [row with { Version = row.Version + 1 }]);

    /// <summary>Filings of some bodies and lines, after an id.</summary>
    public static Task<IReadOnlyList<FilingRow>> ListAsync(
        Session s, IEnumerable<Guid> bodies, string? line, string? period, string? status, DateTimeOffset now,
        Guid after, int take) => s.QueryAsync<FilingRow>(
            $"""
            SELECT {Columns} FROM filings WHERE id > @after AND body_id IN {s.In("bodies")}
                {(line is null ? "" : "AND line = @line")} {(period is null ? "" : "AND period = @period")}
                {StatusSql(status)}
            ORDER BY id LIMIT @take
            """,
            new { bodies = s.Ids(bodies), line, period, now, after, take });

    private static string StatusSql(string? status) => status switch
    {
        "overdue" => $"AND due < @now AND status NOT IN ({FilingStatus.Submitted:D}, {FilingStatus.Locked:D})",
        "open" => $"AND status NOT IN ({FilingStatus.Submitted:D}, {FilingStatus.Locked:D})",
        "filed" => $"AND status IN ({FilingStatus.Submitted:D}, {FilingStatus.Locked:D})",
        _ => "",
    };

    /// <summary>Adds filings that are owed and not there yet, with their deadlines.</summary>
    public async Task OweAsync(
        Session s, IReadOnlyList<(FilingKind Kind, Guid Body, string Line, string Period, DateTimeOffset Due)> owed)
    {
        List<FilingRow> rows = [.. owed.Select(o => new FilingRow
        {
            Id = ids.Next(), Kind = o.Kind, BodyId = o.Body, Line = o.Line, Period = o.Period, Due = o.Due,
            CreatedAt = time.GetUtcNow(),
        })];
        // One that was drafted before it was owed gets its due time.
        await s.InsertAsync(FilingRow.Table, rows,
            "(body_id, line, kind, period) DO UPDATE SET due = COALESCE(filings.due, excluded.due)");
        foreach (var group in rows.GroupBy(r => (r.Kind, r.Line, r.Period)))
        {
            var stored = await s.QueryAsync<FilingRow>(
                $"""
                SELECT {Columns} FROM filings WHERE kind = @kind AND line = @line AND period = @period
                    AND due IS NOT NULL AND status NOT IN ({FilingStatus.Submitted:D}, {FilingStatus.Locked:D})
                    AND body_id IN {s.In("bodies")} AND NOT EXISTS (SELECT 1 FROM deadlines d
                        WHERE d.owner = {DeadlineOwner.Filing:D} AND d.owner_id = filings.id)
                """,
                new
                {
                    kind = (int)group.Key.Kind, line = group.Key.Line, period = group.Key.Period,
                    bodies = s.Ids(group.Select(r => r.BodyId)),
                });
            await DeadlineStore.SaveAsync(s, [.. stored.Select(f => StoredDeadline.Of(
                DeadlineOwner.Filing, f.Id, new(DeadlineKind.Filing, f.Due!.Value)))]);
        }
    }

    /// <summary>Stops the deadline of a filing that was submitted.</summary>
    public static async Task StopAsync(Session s, Guid filing, DateTimeOffset now)
    {
        var deadlines = (await DeadlineStore.OfAsync(s, DeadlineOwner.Filing, [filing]))[filing];
        await DeadlineStore.SaveAsync(s, [.. deadlines.Select(d =>
            StoredDeadline.Of(DeadlineOwner.Filing, filing, d.Stop(now)))]);
    }

    public static async Task<FilingObligations> ObligationsAsync(Session s) =>
        await s.FirstAsync<string>(LatestObligations) is { } body
            ? JsonSerializer.Deserialize(body, FormsJson.Default.FilingObligations)! : DefaultObligations.List;

    /// <summary>Writes the next version of the obligations.</summary>
    public async Task<(FilingObligations Former, FilingObligations Next)> PutAsync(Session s, FilingObligations input)
    {
        await s.LockAsync("filing obligations");
        var former = await ObligationsAsync(s);
        var next = input with { Version = former.Version + 1 };
        await s.ExecuteAsync(AddObligations, new
        {
            version = next.Version, now = time.GetUtcNow(),
            body = JsonSerializer.Serialize(next, FormsJson.Default.FilingObligations),
        });
        return (former, next);
    }
}
