namespace Takedown.Server.Escalations;

internal static class EscalationsModule
{
    public static void AddEscalations(this IServiceCollection services) =>
        services.AddSingleton<EscalationStore>();

    public static void MapEscalations(this IEndpointRouteBuilder routes) => EscalationsApi.Map(routes);
}
