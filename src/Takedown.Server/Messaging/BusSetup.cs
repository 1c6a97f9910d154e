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
            if (!options.Bus.IsRabbit) bus.UsingInMemory(AddParts);
            else bus.UsingRabbitMq((context, rabbit) => Configure(context, rabbit, options.Bus.Hosts));
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
        IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, IReadOnlyList<Uri> hosts)
    {
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
        // One queue for all failed messages, so that an operator has one place to check.
        rabbit.SendTopology.ErrorQueueNameFormatter = DeadLetterNames.Instance;
        AddParts(context, rabbit);
    }

    private static void AddParts(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        foreach (var part in context.GetServices<BusPart>()) part.Configure(context, bus);
    }
}
