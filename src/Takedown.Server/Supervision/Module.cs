using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

internal static class SupervisionModule
{
    public static void AddSupervision(this IServiceCollection services) =>
        services
            .AddSingleton<ListCases>().AddSingleton<ReportOnCase>()
            .AddSingleton<ICasePart, SupervisionPart>().AddSingleton<ICasePart, MeetingPart>()
            .AddSingleton<IFigureSource>(SupervisionFigures.All)
            .AddSingleton<IDeadlineOwner>(p => new MarkedDeadlines(
                DeadlineOwner.Supervision, DeadlineKind.Report, "supervised_cases", "supervision_id",
                ActSubject.Supervision, "report-overdue", p.GetRequiredService<ActJournal>(),
                p.GetRequiredService<Database>()));

    public static void MapSupervision(this IEndpointRouteBuilder routes)
    {
        SupervisionsApi.Map(routes);
        MeetingsApi.Map(routes);
    }
}
