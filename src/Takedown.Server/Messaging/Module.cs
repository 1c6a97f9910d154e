using MassTransit;
using MassTransit.Configuration;
using Takedown.Server.Hosting;

namespace Takedown.Server.Messaging;

internal static class MessagingModule
{
    public static void AddMessaging(this IServiceCollection services, TakedownOptions options)
    {
        services.AddBus(options);
        services.AddSingleton<Broker>().AddSingleton<BrokerGate>();
        services.AddSingleton<DeadLetters>().AddSingleton<DirectSends>();
        services.AddSingleton(p =>
            new BusObstacle(() => options.Bus.IsRabbit ? p.GetRequiredService<BrokerGate>().Obstacle : null));
        if (!options.Bus.IsRabbit) return;
        services.RegisterConsumer<RemoteChangeConsumer>();
        services.AddSingleton(new BusPart(ReadRemoteChanges));
        services.AddWork<RemoteChangePublisher>();
        services.AddSingleton<BusWatch>();
        services.AddWork(p => p.GetRequiredService<BusWatch>());
    }

    /// <summary>A temporary queue of this process, which is deleted when the process ends.</summary>
    private static void ReadRemoteChanges(IBusRegistrationContext context, IBusFactoryConfigurator bus) =>
        bus.ReceiveEndpoint(new TemporaryEndpointDefinition(QueueNames.RemoteChanges), null, endpoint =>
        {
            endpoint.DiscardFaultedMessages();
            endpoint.DiscardSkippedMessages();
            endpoint.ConfigureConsumer<RemoteChangeConsumer>(context);
        });
}
