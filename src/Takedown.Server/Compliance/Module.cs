using Takedown.Server.Hosting;

namespace Takedown.Server.Compliance;

internal static class ComplianceModule
{
    public static void AddCompliance(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<Projector>().AddSingleton<ComplianceStore>();
        services.AddSingleton(p => new ClockFollower(null, p.GetRequiredService<Projector>().WaitUntilCurrentAsync));
        if (options.Runs("deadlines")) services.AddWork<ProjectorLoop>();
    }

    public static void MapCompliance(this IEndpointRouteBuilder routes) => ComplianceApi.Map(routes);
}
