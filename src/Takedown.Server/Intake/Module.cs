using Takedown.Server.Observability;

namespace Takedown.Server.Intake;

internal static class IntakeModule
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<SubmitBatch>();
        services.AddSingleton<BatchStore>().AddSingleton<IntakeBatcher>().AddSingleton<BatchResults>();
        services.AddSingleton<IntakeMetrics>();
        services.AddSingleton(p => new MetricsSource(p.GetRequiredService<IntakeMetrics>().ShowZeros));
    }

    public static void MapIntake(this IEndpointRouteBuilder routes) => IntakeApi.Map(routes);

    /// <summary>Separate, because the operator's routes come later in the OpenAPI document.</summary>
    public static void MapUnrouted(this IEndpointRouteBuilder routes) => UnroutedApi.Map(routes);
}
