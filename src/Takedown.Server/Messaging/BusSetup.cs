using MassTransit;
using Takedown.Server.Hosting;

namespace Takedown.Server.Messaging;

/// <summary>
/// The bus, in memory or on RabbitMQ. Messages sent before their queue is declared are lost; the outbox sweep sends
/// them again.
/// </summary>
internal static class BusSetup
{
    public static void AddBus(this IServiceCollection services, TakedownOptions options)
    {
        services.AddMassTransit(bus =>
        {
            // Otherwise it reports to its makers some minutes after each start.
            bus.DisableUsageTelemetry();
            if (!options.Bus.IsRabbit) bus.UsingInMemory(AddParts);
            else bus.UsingRabbitMq((context, rabbit) => Configure(context, rabbit, options.Bus.Hosts[0]));
        });
        services.Configure<MassTransitHostOptions>(host =>
        {
            // A push that hangs is cancelled and its message returned to the queue, so that another process consumes
            // it.
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(1);
            host.StopTimeout = TimeSpan.FromSeconds(3);
        });
    }

    private static void Configure(
        IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, Uri named)
    {
        rabbit.Host(named, host =>
        {
            host.PublisherConfirmation = true;
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
            host.Heartbeat(TimeSpan.FromSeconds(10));
            // A cluster does not answer about a queue while it does not know yet that the queue's node is gone, which
            // takes a minute. A timeout before that would end the consumer.
            host.ContinuationTimeout(TimeSpan.FromMinutes(3));
            // All nodes, their names and TLS.
            host.OnRefreshConnectionFactory = context.GetRequiredService<BrokerGate>().AdmitAsync;
        });
        // One queue for all failed messages, so that an operator has one place to check.
        rabbit.SendTopology.ErrorQueueNameFormatter = DeadLetterNames.Instance;
        AddParts(context, rabbit);
    }

    private static void AddParts(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        foreach (var part in context.GetServices<BusPart>()) part.Configure(context, bus);
    }
}
