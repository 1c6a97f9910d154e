using Takedown.Storage;

namespace Takedown.Server.FieldWork;

/// <summary>Which entries are asked for.</summary>
/// <param name="Sort">What they are.</param>
/// <param name="Bodies">The bodies whose entries are read; null for all.</param>
internal sealed record FieldWorkFilter(FieldWorkSort Sort, IReadOnlyList<Guid>? Bodies)
{
    public string? Campaign { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Before { get; init; }
}

internal sealed class FieldWorkStore(Database database)
{
    private const string Columns =
        "id, sort, kind, body_id, region, function, at, campaign, sites, apps, works, found, taken_down, seized, "
            + "count, people, content, person_id, person, recorded_at, withdrawn_at, withdrawn_by, withdrawn_for";

    private const string One = $"SELECT {Columns} FROM field_work WHERE id = @id";

    public static Task AddAsync(Session s, FieldWorkRow row) => s.InsertAsync(FieldWorkRow.Table, [row]);

    public Task<IReadOnlyList<FieldWorkRow>> ListAsync(FieldWorkFilter filter, Guid after, int take) =>
        database.ReportAsync(s => s.QueryAsync<FieldWorkRow>(
            $"""
            SELECT {Columns} FROM field_work WHERE sort = @sort AND id > @after
                {(filter.Bodies is null ? "" : $"AND body_id IN {s.In("bodies")}")}
                {(filter.Campaign is null ? "" : "AND campaign = @Campaign")}
                {(filter.From is null ? "" : "AND at >= @From")} {(filter.Before is null ? "" : "AND at < @Before")}
            ORDER BY id LIMIT @take
            """,
            new
            {
                sort = (int)filter.Sort,
                after,
                take,
                bodies = s.Ids(filter.Bodies ?? []),
                filter.Campaign,
                filter.From,
                filter.Before,
            }));

    public static Task<FieldWorkRow?> FindAsync(Session s, Guid id) => s.FirstAsync<FieldWorkRow>(One, new { id });

    public Task<FieldWorkRow?> LockAsync(Session s, Guid id) =>
        s.FirstAsync<FieldWorkRow>($"{One} {database.Dialect.ForUpdate}", new { id });

    public static Task WithdrawAsync(Session s, FieldWorkRow row) => s.ExecuteAsync(
        "UPDATE field_work SET withdrawn_at = @WithdrawnAt, withdrawn_by = @WithdrawnBy, "
            + "withdrawn_for = @WithdrawnFor WHERE id = @Id",
        new { row.WithdrawnAt, row.WithdrawnBy, row.WithdrawnFor, row.Id });

    private const string Campaign =
        "SELECT first_day, last_day, region FROM campaigns WHERE code = @code";

    /// <summary>The days and the region of a campaign; null if there is none.</summary>
    public Task<CampaignDays?> CampaignAsync(string code) =>
        database.ReadAsync(s => s.FirstAsync<CampaignDays>(Campaign, new { code }));
}

/// <summary>When and where a campaign is.</summary>
internal sealed record CampaignDays
{
    public string FirstDay { get; init; } = "";
    public string LastDay { get; init; } = "";
    public string Region { get; init; } = "";
}
