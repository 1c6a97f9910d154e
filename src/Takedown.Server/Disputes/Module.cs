namespace Takedown.Server.Disputes;

internal static class DisputesModule
{
    public static void AddDisputes(this IServiceCollection services) =>
        services.AddSingleton<DisputeValidator>().AddSingleton<DisputeRefusal>();

    public static void MapDisputes(this IEndpointRouteBuilder routes) => DisputesApi.Map(routes);
}
