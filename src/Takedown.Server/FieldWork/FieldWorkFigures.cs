using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.FieldWork;

/// <summary>The figures of the form that are counted from patrols, inspections and the work log.</summary>
internal sealed class FieldWorkFigures : IFigureSource
{
    private sealed record Counted(
        FigureDefinition Figure, FieldWorkSort Sort, string Column, Func<Row, long> Value, params string[] Kinds);

    private static readonly Counted[] All =
    [
        Of("sites-patrolled", "patrol", "巡查网站 (家次)", "Sites patrolled", 0, "sites", r => r.Sites),
        Of("apps-patrolled", "patrol", "巡查 APP (个次)", "Apps patrolled", 0, "apps", r => r.Apps),
        Of("works-monitored", "patrol", "监测作品 (部)", "Works monitored", 0, "works", r => r.Works),
        Of("sites-inspected", "key-works", "抽查网站 (家)", "Sites inspected", 1, "sites", r => r.Sites),
        Of("works-files-inspected", "key-works", "抽查作品版权文件 (部)", "Works whose licences were inspected", 1, "works",
            r => r.Works),
        Of("works-ordered-down", "key-works", "责令下架作品 (部)", "Works ordered down", 1, "taken_down", r => r.TakenDown),
        Of("items-seized", "cases", "收缴侵权盗版制品 (件)", "Pirated copies seized", 1, "seized", r => r.Seized),
        Of("inspections-held", "supervision", "督导检查 (次)", "Inspections held", 1, "1", r => r.Entries,
            "joint", "supervision"),
        // Meetings and published cases that have a record of their own are counted there.
        Of("meetings-logged", "cooperation", "工作日志所记联席会议 (次)", "Joint meetings in the work log", 2, "count",
            r => r.Count, "meeting"),
        Of("news-reports", "publicity", "新闻报道 (篇)", "News reports", 2, "count", r => r.Count, "publicity"),
        Of("typical-cases-logged", "publicity", "工作日志所记典型案例 (件)", "Typical cases in the work log", 2, "count",
            r => r.Count, "typical-case"),
        Of("trainings-held", "publicity", "培训 (期)", "Trainings held", 2, "count", r => r.Count, "training"),
        Of("people-trained", "publicity", "培训 (人次)", "People trained", 2, "people", r => r.People, "training"),
    ];

    public IReadOnlyList<FigureDefinition> Figures { get; } = [.. All.Select(c => c.Figure)];

    private const string Within =
        "body_id = @BodyId AND function = @Function AND at >= @From AND at < @Before AND withdrawn_at IS NULL";

    private const string Sums =
        $"""
        SELECT sort, kind, COUNT(*) AS entries, CAST(SUM(sites) AS BIGINT) AS sites, CAST(SUM(apps) AS BIGINT) AS apps,
            CAST(SUM(works) AS BIGINT) AS works, CAST(SUM(taken_down) AS BIGINT) AS taken_down,
            CAST(SUM(seized) AS BIGINT) AS seized, CAST(SUM(count) AS BIGINT) AS count,
            CAST(SUM(people) AS BIGINT) AS people
        FROM field_work WHERE {Within} GROUP BY sort, kind
        """;

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope)
    {
        var rows = await s.QueryAsync<Row>(Sums, Args(scope));
        return All.ToDictionary(c => c.Figure.Name, c => rows
            .Where(r => r.Sort == c.Sort && (c.Kinds.Length == 0 || c.Kinds.Contains(r.Kind))).Sum(c.Value));
    }

    public Task<IReadOnlyList<Guid>> IdsAsync(Session s, string figure, FigureScope scope, Guid after, int take)
    {
        var counted = All.First(c => c.Figure.Name == figure);
        var kinds = counted.Kinds.Length == 0 ? "" : $"AND kind IN {s.InTexts("kinds")}";
        return s.QueryAsync<Guid>(
            $"SELECT id FROM field_work WHERE id > @after AND {Within} AND sort = @sort AND {counted.Column} > 0 "
                + $"{kinds} ORDER BY id LIMIT @take",
            new
            {
                after,
                take,
                sort = (int)counted.Sort,
                kinds = s.Texts(counted.Kinds),
                scope.BodyId,
                scope.Function,
                scope.From,
                scope.Before,
            });
    }

    private static object Args(FigureScope scope) => new { scope.BodyId, scope.Function, scope.From, scope.Before };

    private static Counted Of(
        string name, string group, string zh, string en, int sort, string column, Func<Row, long> value,
        params string[] kinds) =>
        new(new(name, group, zh, en, "field-work"), (FieldWorkSort)sort, column, value, kinds);

    private sealed record Row
    {
        public FieldWorkSort Sort { get; init; }
        public string Kind { get; init; } = "";
        public long Entries { get; init; }
        public long Sites { get; init; }
        public long Apps { get; init; }
        public long Works { get; init; }
        public long TakenDown { get; init; }
        public long Seized { get; init; }
        public long Count { get; init; }
        public long People { get; init; }
    }
}
