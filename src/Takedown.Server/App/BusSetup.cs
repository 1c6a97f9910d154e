using MassTransit;
using Takedown.Server.Connectors;
using Takedown.Server.Connectors.Amqp;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Delivery;
using Takedown.Server.Hosting;
using Takedown.Server.Messaging;
using Takedown.Server.Responses;

namespace Takedown.Server.App;

/// <summary>
/// The bus, in memory or on RabbitMQ. Senders address exchanges, so that only who reads a queue needs to know how it is
/// declared; what is sent before anybody reads is found again by the sweep.
/// </summary>
internal static class Bus
{
    public static void AddBus(this IServiceCollection services, TakedownOptions options)
    {
        services.AddMassTransit(bus =>
        {
            bus.AddConsumer<InboxConsumer>();
            bus.AddConsumer<PushConsumer>();
            bus.AddConsumer<RemoteChangeConsumer>();
            if (options.Bus.IsRabbit) bus.UsingRabbitMq((context, rabbit) => Configure(context, rabbit, options));
            else bus.UsingInMemory((context, memory) => ServeInboxes(context, memory));
        });
        services.AddSingleton<Broker>().AddSingleton<DeadLetters>().AddSingleton<AmqpAnswers>();
        services.AddSingleton<IConnector>(p => p.GetRequiredService<WebhookConnector>()).AddSingleton<IConnector, AmqpConnector>();
        services.Configure<MassTransitHostOptions>(host =>
        {
            // A push that hangs is let go and given back, so that another process takes it up.
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(1);
            host.StopTimeout = TimeSpan.FromSeconds(3);
        });
        if (options.Bus.IsRabbit) services.AddHostedService<RemoteChangePublisher>();
    }

    private static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, TakedownOptions options)
    {
        var hosts = options.Bus.Hosts;
        rabbit.Host(hosts[0], host =>
        {
            host.PublisherConfirmation = true;
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
            host.Heartbeat(TimeSpan.FromSeconds(10));
            if (hosts.Count > 1) host.UseCluster(cluster =>
            {
                foreach (var node in hosts) cluster.Node(node.Authority);
            });
        });
        // One queue for all that could not be handled: an operator looks in one place.
        rabbit.SendTopology.ErrorQueueNameFormatter = DeadLetterNames.Instance;
        if (options.Runs("connectors")) ServeInboxes(context, rabbit);
        // Of this process alone, and gone with it.
        rabbit.ReceiveEndpoint(new TemporaryEndpointDefinition("news"), endpoint =>
        {
            endpoint.DiscardFaultedMessages();
            endpoint.DiscardSkippedMessages();
            endpoint.ConfigureConsumer<RemoteChangeConsumer>(context);
        });
    }

    private static void ServeInboxes<T>(IBusRegistrationContext context, IBusFactoryConfigurator<T> bus) where T : IReceiveEndpointConfigurator
    {
        for (var i = 0; i < DeliveryQueues.InboxQueues; i++)
        {
            bus.ReceiveEndpoint(DeliveryQueues.InboxQueue(i), endpoint =>
            {
                DeliveryQueues.Serve(endpoint, atOnce: 16);
                endpoint.UseMessageRetry(retry => retry.Intervals(100, 1000, 5000));
                endpoint.ConfigureConsumer<InboxConsumer>(context);
            });
        }
    }
}
