using MassTransit;
using MassTransit.Configuration;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Messaging;
using Takedown.Server.Notices;

namespace Takedown.Server.Delivery;

internal static class DeliveryModule
{
    public static void AddDelivery(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<ConnectorFailures>().AddSingleton<PushContents>().AddSingleton<WebhookDisabling>();
        services.AddSingleton<DeliveryRecorder>().AddSingleton<InboxWriter>().AddSingleton<OutboxSweep>();
        services.AddSingleton<InboxConsumer>().AddSingleton<PushConsumer>();
        services.RegisterConsumer<InboxConsumer>();
        services.RegisterConsumer<PushConsumer>();
        services.AddSingleton<PushEndpoint>((context, endpoint) => endpoint.ConfigureConsumer<PushConsumer>(context));
        services.AddSingleton(p => p.GetRequiredService<OutboxSweep>().ClockFollower);
        services.AddSingleton<MessageStore>().AddSingleton<MessagePusher>();
        foreach (var kind in NoticeMessages.All) services.AddSingleton(kind);
        services.AddSingleton<EventFollower>(p => p.GetRequiredService<MessageStore>().FollowAsync);
        if (options.Runs("connectors"))
        {
            services.AddWork<OutboxLoop>();
            services.AddWork<MessageLoop>();
            services.AddSingleton(p => p.GetRequiredService<MessagePusher>().ClockFollower);
        }
        // On the in-memory bus, no other process can consume the messages of this one.
        if (options.Runs("connectors") || !options.Bus.IsRabbit) services.AddSingleton(new BusPart(ReadInboxQueues));
    }

    /// <summary>Before the deadlines: what an advance of the clock makes available may be overdue after it.</summary>
    public static void AddOffers(this IServiceCollection services)
    {
        services.AddSingleton<OfferStore>().AddSingleton<OfferSweep>();
        services.AddSingleton(p => p.GetRequiredService<OfferSweep>().ClockFollower);
    }

    public static void MapDelivery(this IEndpointRouteBuilder routes)
    {
        RetryApi.Map(routes);
        WebhookTestApi.Map(routes);
        ConnectorHealthApi.Map(routes);
    }

    private static void ReadInboxQueues(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        for (var i = 0; i < QueueNames.InboxQueues; i++)
        {
            bus.ReceiveEndpoint(QueueNames.Inbox(i), endpoint =>
            {
                // Messages for inboxes are written together; a pushed platform receives them one by one.
                DeliveryEndpoint.Configure(endpoint, concurrency: 16);
                endpoint.UseMessageRetry(retry => retry.Intervals(100, 1000, 5000));
                endpoint.ConfigureConsumer<InboxConsumer>(context);
            });
        }
    }
}
