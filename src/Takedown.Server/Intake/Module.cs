using Takedown.Server.Observability;

namespace Takedown.Server.Intake;

internal static class IntakeModule
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<SubmitBatch>().AddSingleton<NoticeValidator>();
        services.AddSingleton<BatchStore>().AddSingleton<IntakeBatcher>().AddSingleton<BatchResults>();
        services.AddSingleton<IntakeMetrics>().AddSingleton(p => new MetricsSource(p.GetRequiredService<IntakeMetrics>().ShowZeros));
    }

    public static void MapIntake(this IEndpointRouteBuilder routes)
    {
        IntakeApi.Map(routes);
        UnroutedApi.Map(routes);
    }
}
