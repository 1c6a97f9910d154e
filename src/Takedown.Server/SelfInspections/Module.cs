using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.SelfInspections;

internal static class SelfInspectionsModule
{
    private const string Reports =
        """
        FROM self_inspected p JOIN self_inspections v ON v.id = p.inspection_id
        JOIN organisations o ON o.id = p.platform_id
        WHERE v.body_id = @BodyId AND v.function = @Function AND p.reported_at >= @From AND p.reported_at < @Before
        """;

    private static readonly FigureQueries Figures = new(
        new(new("self-inspected", "platform-work", "自查自纠企业 (家)", "Companies that inspected themselves",
            "self-inspection")
            {
                IsSum = true,
            },
            Reports, "p", "COUNT(DISTINCT p.platform_id)", "o.service_type"),
        new(new("self-inspection-problems", "platform-work", "自查问题 (个)", "Problems found in self-inspections",
            "self-inspection")
            {
                IsSum = true,
            },
            Reports, "p", "CAST(COALESCE(SUM(p.problems), 0) AS BIGINT)", "o.service_type"));

    public static void AddSelfInspections(this IServiceCollection services) =>
        services
            .AddSingleton<SelfInspectionStore>().AddSingleton<DemandInspection>().AddSingleton<ReportFindings>()
            .AddSingleton<IFigureSource>(Figures)
            .AddSingleton<IDeadlineOwner>(p => new MarkedDeadlines(
                DeadlineOwner.SelfInspection, DeadlineKind.Report, "self_inspected", "inspection_id",
                ActSubject.SelfInspection, "report-overdue", p.GetRequiredService<ActJournal>(),
                p.GetRequiredService<Database>()));

    public static void MapSelfInspections(this IEndpointRouteBuilder routes) => SelfInspectionsApi.Map(routes);
}
