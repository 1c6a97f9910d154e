using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Information;

internal static class InformationModule
{
    public static void AddInformation(this IServiceCollection services) =>
        services
            .AddSingleton<InformationStore>().AddSingleton<InformationViews>().AddSingleton<AskPlatform>()
            .AddSingleton<AnswerRequest>().AddSingleton<DecideExtension>()
            .AddSingleton<ICasePart, InformationPart>().AddSingleton(InformationMessages.Kind)
            .AddSingleton(new DutySource(InformationStore.DutiesAsync))
            .AddSingleton<IDeadlineOwner>(p => new MarkedDeadlines(
                DeadlineOwner.InformationRequest, DeadlineKind.Reply, "information_requests", "id",
                ActSubject.InformationRequest, "reply-overdue", p.GetRequiredService<ActJournal>(),
                p.GetRequiredService<Database>()));

    public static void MapInformation(this IEndpointRouteBuilder routes) => InformationRequestsApi.Map(routes);
}
