using Takedown.Server.Notices;
using Takedown.Server.Observability;

namespace Takedown.Server.Confirmations;

internal static class ConfirmationsModule
{
    public static void AddConfirmations(this IServiceCollection services) =>
        services.AddSingleton<ConfirmNotices>().AddSingleton<IConsequence, WithdrawnConfirmations>()
            .AddSingleton(new StoredGauge(
                "takedown.confirmations.waiting", "{notice}",
                "Notices that wait for a second person of their claimant.",
                "SELECT COUNT(*) FROM confirmations WHERE waiting = 1"));

    public static void MapConfirmations(this IEndpointRouteBuilder routes) => ConfirmationsApi.Map(routes);
}
