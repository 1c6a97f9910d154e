using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Server.Observability;

namespace Takedown.Server.Operations;

internal static class OperationsModule
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<Instruments>().AddSingleton<BacklogReader>().AddSingleton<StateGauges>();
        services.AddSingleton<DeadLetterCount>();
        services.AddSingleton<EventObserver>(p => p.GetRequiredService<Instruments>().Record);
        services.AddSingleton(p => new MetricsSource(
            () =>
            {
                p.GetRequiredService<StateGauges>();
                p.GetRequiredService<Instruments>().ShowZeros();
            },
            cancellation => Task.WhenAll(
                p.GetRequiredService<BacklogReader>().RefreshAsync(cancellation),
                p.GetRequiredService<DeadLetterCount>().RefreshAsync(cancellation))));
        if (OtlpExport.IsOn) services.AddWork<BacklogLoop>();
    }

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        OperationsApi.Map(routes);
        ServerHealthApi.Map(routes);
    }
}
