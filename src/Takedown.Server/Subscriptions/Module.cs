using Takedown.Server.Hosting;
using Takedown.Server.Observability;

namespace Takedown.Server.Subscriptions;

internal static class SubscriptionsModule
{
    public static void AddSubscriptions(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<SubscriptionStore>().AddSingleton<DeliveryStore>().AddSingleton<SubscriptionQueue>()
            .AddSingleton<SubscriptionValidator>().AddSingleton<SubscriptionDesk>()
            .AddSingleton<SubscriptionDisabling>().AddSingleton<SubscriptionMetrics>()
            .AddSingleton<SubscriptionPusher>()
            .AddSingleton(p => new MetricsSource(p.GetRequiredService<SubscriptionMetrics>().ShowZeros))
            .AddSingleton(p => new StartupStep(_ => p.GetRequiredService<SubscriptionStore>().RenewSecretsAsync()));
        foreach (var gauge in SubscriptionMetrics.Gauges) services.AddSingleton(gauge);
        if (!options.Runs("connectors")) return;
        services.AddWork<SubscriptionLoop>();
        services.AddSingleton(p => p.GetRequiredService<SubscriptionPusher>().ClockFollower);
    }

    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        SubscriptionsApi.Map(routes);
        DeliveriesApi.Map(routes);
    }
}
