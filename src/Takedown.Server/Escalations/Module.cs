using Takedown.Server.Notices;

namespace Takedown.Server.Escalations;

internal static class EscalationsModule
{
    public static void AddEscalations(this IServiceCollection services) =>
        services.AddSingleton<EscalationStore>().AddSingleton<Escalate>()
            .AddSingleton<IConsequence, NoticeEscalations>();

    public static void MapEscalations(this IEndpointRouteBuilder routes) => EscalationsApi.Map(routes);
}
