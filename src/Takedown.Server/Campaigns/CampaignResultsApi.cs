using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Campaigns;

/// <summary>What a campaign has come to: the results sheet (H12), notices and cases by region.</summary>
internal static class CampaignResultsApi
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/{code}/results", ResultsAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("readCampaignResults", "Read the results sheet of a campaign",
                "Each figure of the form over the days of the campaign: target, sum and the share of each body.")
            .Reads("registerFormat").Answers<Page<CampaignResult>>().Produces<string>(200, CsvText.MediaType)
            .Fails(400, 404);

        group.MapGet("/{code}/notices", NoticesAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("readCampaignNotices", "Count the notices of a campaign by region",
                "Notices of its days to the platforms of its regions and service types, by the region of the platform.")
            .Answers<Page<CampaignNotices>>().Fails(404);

        group.MapGet("/{code}/cases", CasesAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("readCampaignCases", "Count the cases of a campaign by region",
                "Cases of its line that the bodies of the campaign opened in its days.")
            .Answers<Page<CampaignCases>>().Fails(404);
    }

    private static async Task<IResult> ResultsAsync(
        string code, HttpContext http, CampaignStore store, CampaignFigures figures, Database database,
        RegistryCache registryCache)
    {
        var query = new Query(http);
        var format = query.OneOf("format", "json", "csv");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } row) return Problems.NotFound(http);
        var counts = await database.ReportAsync(s => figures.CountAsync(s, registry, row, row.From, row.To, null));
        var targets = row.Read.Targets.GroupBy(t => t.Figure!).ToDictionary(g => g.Key, g => g.First().Target);
        List<CampaignResult> results = [.. figures.All.Select(figure =>
        {
            var shares = counts.GetValueOrDefault(figure.Name) ?? [];
            return new CampaignResult
            {
                Figure = figure.Name,
                Zh = figure.Zh,
                En = figure.En,
                Target = targets.GetValueOrDefault(figure.Name),
                Actual = shares.Values.Sum(),
                Bodies = [.. shares.Where(s => s.Value > 0).OrderByDescending(s => s.Value).ThenBy(s => s.Key)
                    .Select(s => (Body: registry.Regulators[s.Key], s.Value))
                    .Select(s => new CampaignShare
                    {
                        Body = s.Body.Id, Name = s.Body.Name, Region = s.Body.Region, Actual = s.Value,
                    })],
            };
        })];
        return format == "csv" ? Csv(http, code, results) : TypedResults.Ok(new Page<CampaignResult>(results, null));
    }

    private static ContentHttpResult Csv(HttpContext http, string code, List<CampaignResult> results)
    {
        var isZh = Language.Of(http) == Language.Chinese;
        var csv = new StringBuilder().Append(CsvText.ByteOrderMark)
            .Row(isZh ? ["指标", "目标", "完成"] : ["Figure", "Target", "Actual"]);
        foreach (var r in results)
            csv.Row([isZh ? r.Zh : r.En, r.Target?.ToString(CultureInfo.InvariantCulture), $"{r.Actual}"]);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{code}-results.csv\"";
        return TypedResults.Text(csv.ToString(), CsvText.ContentType, Encoding.UTF8);
    }

    private const string Hours =
        """
        SELECT platform_id, CAST(SUM(received) AS BIGINT) AS received, CAST(SUM(removed) AS BIGINT) AS removed,
            CAST(SUM(rejected) AS BIGINT) AS rejected, CAST(SUM(on_time) AS BIGINT) AS on_time,
            CAST(SUM(breached) AS BIGINT) AS breached
        FROM compliance_hours WHERE hour >= @first AND hour < @before AND platform_id IN {0} GROUP BY platform_id
        """;

    private static async Task<Results<Ok<Page<CampaignNotices>>, ProblemHttpResult>> NoticesAsync(
        string code, HttpContext http, CampaignStore store, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } row) return Problems.NotFound(http);
        var scope = row.Read.Scope;
        var own = Region(registry, http.Caller());
        var platforms = registry.Platforms.Values
            .Where(p => scope.Regions!.Any(r => Core.Routing.Region.IsWithin(p.Region, r))
                && (own is null || Core.Routing.Region.IsWithin(p.Region, own))
                && (scope.ServiceTypes is null or { Count: 0 } || scope.ServiceTypes.Contains(p.ServiceType)))
            .ToDictionary(p => p.Id, p => p.Region);
        var (first, before) = (ReportZone.HourOf(row.Zone.StartOf(row.From)),
            ReportZone.HourOf(row.Zone.StartOf(row.To.AddDays(1))));
        var counts = await database.ReportAsync(s => s.QueryAsync<Counted>(
            Hours.Replace("{0}", s.In("ids"), StringComparison.Ordinal), new { first, before, ids = s.Ids(
                platforms.Keys) }));
        return TypedResults.Ok(new Page<CampaignNotices>(
            [.. counts.GroupBy(c => platforms[c.PlatformId]).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new CampaignNotices
                {
                    Region = g.Key,
                    Received = g.Sum(c => c.Received),
                    Removed = g.Sum(c => c.Removed),
                    Rejected = g.Sum(c => c.Rejected),
                    OnTime = g.Sum(c => c.OnTime),
                    Breached = g.Sum(c => c.Breached),
                })], null));
    }

    private const string Cases =
        """
        SELECT region, COUNT(*) AS opened, COUNT(filed_at) AS filed, COUNT(closed_at) AS closed,
            CAST(SUM(is_key) AS BIGINT) AS key_cases
        FROM cases WHERE opened_at >= @first AND opened_at < @before AND function = @function AND body_id IN {0}
        GROUP BY region ORDER BY region
        """;

    private static async Task<Results<Ok<Page<CampaignCases>>, ProblemHttpResult>> CasesAsync(
        string code, HttpContext http, CampaignStore store, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (await store.FindAsync(code, registry, http.Caller()) is not { } row) return Problems.NotFound(http);
        var mine = registry.BodiesOf(http.Caller());
        var bodies = registry.BodiesOf(row).Select(b => b.Id).Where(id => mine is null || mine.Contains(id));
        var counts = await database.ReportAsync(s => s.QueryAsync<Counted>(
            Cases.Replace("{0}", s.In("ids"), StringComparison.Ordinal),
            new
            {
                first = row.Zone.StartOf(row.From),
                before = row.Zone.StartOf(row.To.AddDays(1)),
                function = row.Function,
                ids = s.Ids(bodies),
            }));
        return TypedResults.Ok(new Page<CampaignCases>([.. counts.Select(c => new CampaignCases
        {
            Region = c.Region, Opened = c.Opened, Filed = c.Filed, Closed = c.Closed, Key = c.KeyCases,
        })], null));
    }

    /// <summary>The region whose counts a caller reads; null for all.</summary>
    private static string? Region(RegistrySnapshot registry, Caller caller) => registry.RegionOf(caller.Id);

    private sealed record Counted
    {
        public Guid PlatformId { get; init; }
        public string Region { get; init; } = "";
        public long Received { get; init; }
        public long Removed { get; init; }
        public long Rejected { get; init; }
        public long OnTime { get; init; }
        public long Breached { get; init; }
        public long Opened { get; init; }
        public long Filed { get; init; }
        public long Closed { get; init; }
        public long KeyCases { get; init; }
    }
}
