using Takedown.Server.Hosting;

namespace Takedown.Server.Recalls;

internal static class RecallsModule
{
    public static void AddRecalls(this IServiceCollection services, TakedownOptions options)
    {
        if (!options.Runs("api")) return;
        services.AddSingleton<RecallStore>().AddSingleton<RecallRun>().AddSingleton<RecallValidator>()
            .AddSingleton<RecallNotices>();
        services.AddSingleton(p => new ClockFollower(
            (_, stop) => p.GetRequiredService<RecallRun>().RunAsync(stop), (_, _) => Task.CompletedTask));
        services.AddWork<RecallsLoop>();
    }

    public static void MapRecalls(this IEndpointRouteBuilder routes) => RecallsApi.Map(routes);
}
