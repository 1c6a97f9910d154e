namespace Takedown.Server.Setup;

internal static class OpenApi
{
    public static void AddTakedownOpenApi(this IServiceCollection services) => services.AddOpenApi("v1");
}
