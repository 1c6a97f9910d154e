using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Http.Documents;
using Takedown.Server.Notices;

namespace Takedown.Server.Claims;

internal static class ClaimsModule
{
    public static void AddClaims(this IServiceCollection services) =>
        services.AddSingleton<NoticeList>().AddSingleton<SupplementValidator>().AddSingleton<WithdrawalValidator>()
            .AddSingleton<CompletionValidator>().AddSingleton<CompleteNotice>()
            .AddSingleton(new DocumentWords("TimelineEntry.type", Kebab.All<EventKind>()))
            .AddSingleton(new DocumentWords("TimelineEntry.deadline", [.. DeadlineKinds.OfNotices.Select(Kebab.Word)]))
            .AddSingleton(new DocumentWords("TimelineEntry.by", [.. Kebab.All<OrganisationKind>(), "system"]));

    public static void MapClaims(this IEndpointRouteBuilder routes) => NoticesApi.Map(routes);
}
