using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Publications;

internal static class PublicationsModule
{
    public static void AddPublications(this IServiceCollection services) =>
        services
            .AddSingleton<PublicationStore>().AddSingleton<ProposePublication>().AddSingleton<DecidePublication>()
            .AddSingleton<ICasePart, PublicationPart>()
            .AddSingleton<IFigureSource>(PublicationFigures.All)
            .AddSingleton<IDeadlineOwner>(p => new MarkedDeadlines(
                DeadlineOwner.Publication, DeadlineKind.Retract, "publications", "id", ActSubject.Publication,
                "withdrawal-overdue", p.GetRequiredService<ActJournal>(), p.GetRequiredService<Database>()));

    public static void MapPublications(this IEndpointRouteBuilder routes) => PublicationsApi.Map(routes);
}
