namespace Takedown.Server.Mediations;

internal static class MediationsModule
{
    public static void AddMediations(this IServiceCollection services) =>
        services.AddSingleton<MediationValidator>().AddSingleton<Mediate>();

    public static void MapMediations(this IEndpointRouteBuilder routes) => MediationsApi.Map(routes);
}
