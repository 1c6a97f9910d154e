using Takedown.Server.Notices;

namespace Takedown.Server.CounterNotices;

internal static class CounterNoticesModule
{
    public static void AddCounterNotices(this IServiceCollection services) =>
        services.AddSingleton<CounterNoticeValidator>().AddSingleton<FileCounterNotice>()
            .AddSingleton<CounterNoticeStore>().AddSingleton<CounterNoticeLinks>()
            .AddSingleton<ProceedingValidator>().AddSingleton<ProveProceeding>().AddSingleton<EndProceeding>()
            .AddSingleton<AccusedRetention>()
            .AddSingleton(p => new SweepStep(p.GetRequiredService<AccusedRetention>().RunAsync));

    public static void MapCounterNotices(this IEndpointRouteBuilder routes)
    {
        CounterNoticesApi.Map(routes);
        ProceedingsApi.Map(routes);
    }
}
