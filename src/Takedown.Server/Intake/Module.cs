using Takedown.Server.Hosting;
using Takedown.Server.Intake.Text;
using Takedown.Server.Observability;

namespace Takedown.Server.Intake;

internal static class IntakeModule
{
    /// <summary>Bytes of temporary files of all requests together.</summary>
    private const long MaxSpooled = 2L << 30;

    public static void AddIntake(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<SubmitBatch>().AddSingleton<DryRuns>();
        services.AddSingleton<Supersession>().AddSingleton<SpecialNotices>().AddSingleton<NewNotices>();
        services.AddSingleton<BatchStore>().AddSingleton<IntakeBatcher>().AddSingleton<BatchResults>()
            .AddSingleton<BatchParts>().AddSingleton<BatchList>();
        services.AddSingleton<OpenKeyRenewal>().AddSingleton<UnroutedRelay>();
        if (options.Runs("deadlines")) services.AddWork<UnroutedLoop>();
        services.AddSingleton(p => new StartupStep(p.GetRequiredService<OpenKeyRenewal>().RunAsync));
        services.AddSingleton<IntakeMetrics>();
        services.AddSingleton(new SpoolRoom(MaxSpooled));
        services.AddSingleton(p => new MetricsSource(p.GetRequiredService<IntakeMetrics>().ShowZeros));
    }

    public static void MapIntake(this IEndpointRouteBuilder routes)
    {
        IntakeApi.Map(routes);
        TemplateApi.Map(routes);
    }

    /// <summary>Separate, because the operator's routes come later in the OpenAPI document.</summary>
    public static void MapUnrouted(this IEndpointRouteBuilder routes) => UnroutedApi.Map(routes);
}
