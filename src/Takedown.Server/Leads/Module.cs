using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Server.Observability;

namespace Takedown.Server.Leads;

internal static class LeadsModule
{
    public static void AddLeads(this IServiceCollection services)
    {
        services.AddSingleton<LeadStore>().AddSingleton<LeadBook>().AddSingleton<DecideLead>()
            .AddSingleton<Clusters>().AddSingleton<TipProofs>().AddSingleton<TipLimits>()
            .AddSingleton<IDeadlineOwner, LeadDeadlines>().AddSingleton<ICaseOrigin, LeadOrigin>()
            .AddSingleton<IFigureSource, LeadFigures>()
            .AddSingleton(new LeadLookup(LeadStore.SupervisedAsync)).AddSingleton<LeadMetrics>()
            .AddSingleton(p => new MetricsSource(p.GetRequiredService<LeadMetrics>().ShowZeros));
        foreach (var gauge in LeadMetrics.Gauges) services.AddSingleton(gauge);
    }

    public static void MapLeads(this IEndpointRouteBuilder routes)
    {
        LeadsApi.Map(routes);
        TipsApi.Map(routes);
        ClustersApi.Map(routes);
    }
}
