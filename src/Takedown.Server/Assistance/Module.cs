using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Server.Observability;

namespace Takedown.Server.Assistance;

internal static class AssistanceModule
{
    public static void AddAssistance(this IServiceCollection services) =>
        services.AddSingleton<AssistanceStore>().AddSingleton<AnswerAssistance>()
            .AddSingleton<IDeadlineOwner, AssistanceDeadlines>().AddSingleton<IFigureSource, AssistanceFigures>()
            .AddSingleton<ICasePart, CaseAssistance>()
            .AddSingleton(new StoredGauge(
                "takedown.assistance.overdue", "{request}",
                "Requests for assistance that were not replied to in time and are open.", AssistanceStore.Overdue));

    public static void MapAssistance(this IEndpointRouteBuilder routes) => AssistanceApi.Map(routes);
}
