using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Server.Observability;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

internal static class EnforcementModule
{
    public static void AddEnforcement(this IServiceCollection services)
    {
        services
            .AddSingleton<OpenCase>().AddSingleton<CaseDesk>().AddSingleton<CaseDetails>().AddSingleton<CaseList>()
            .AddSingleton<TakeStep>().AddSingleton<TransferToPolice>().AddSingleton<AskCarriers>()
            .AddSingleton<ICaseOrigin, EscalationOrigin>()
            .AddSingleton<ICaseFormRows, CaseForm>().AddSingleton<IFigureSource, CaseFigures>()
            .AddSingleton<IDeadlineOwner>(Deadlines(DeadlineOwner.CaseStep, "case_steps"))
            .AddSingleton<IDeadlineOwner>(Deadlines(DeadlineOwner.Transfer, "case_transfers"))
            .AddSingleton<IDeadlineOwner>(Deadlines(DeadlineOwner.CaseRequest, "case_requests"))
            .AddSingleton<CaseMetrics>()
            .AddSingleton(p => new MetricsSource(p.GetRequiredService<CaseMetrics>().ShowZeros));
        foreach (var gauge in CaseMetrics.Gauges) services.AddSingleton(gauge);
    }

    public static void MapEnforcement(this IEndpointRouteBuilder routes)
    {
        CasesApi.Map(routes);
        CaseActsApi.Map(routes);
    }

    private static Func<IServiceProvider, IDeadlineOwner> Deadlines(DeadlineOwner owner, string table) =>
        services => new CaseDeadlines(
            owner, table, services.GetRequiredService<ActJournal>(), services.GetRequiredService<Database>());
}
