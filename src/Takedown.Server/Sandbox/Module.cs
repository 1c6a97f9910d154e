using Takedown.Server.Hosting;

namespace Takedown.Server.Sandbox;

internal static class SandboxModule
{
    public static void AddSandbox(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<SandboxStore>().AddSingleton<ClockAdvanceValidator>();
        if (!options.Sandbox) return;
        services.AddSingleton(p => new StartupStep(async _ =>
            p.GetRequiredService<ServerClock>().SetAhead(await p.GetRequiredService<SandboxStore>().ReadAsync())));
        services.AddWork<ClockLoop>();
    }

    public static void MapSandbox(this IEndpointRouteBuilder routes, TakedownOptions options) =>
        SandboxApi.Map(routes, options);
}
