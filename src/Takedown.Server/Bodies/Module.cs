namespace Takedown.Server.Bodies;

internal static class BodiesModule
{
    public static void AddBodies(this IServiceCollection services) => services.AddSingleton<ActJournal>();
}
