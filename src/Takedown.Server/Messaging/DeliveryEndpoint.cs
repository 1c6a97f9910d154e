using MassTransit;

namespace Takedown.Server.Messaging;

/// <summary>The settings shared by all delivery queues.</summary>
internal static class DeliveryEndpoint
{
    /// <param name="endpoint">One queue.</param>
    /// <param name="concurrency">How many messages are consumed at once.</param>
    public static void Configure(IReceiveEndpointConfigurator endpoint, int concurrency)
    {
        endpoint.ConcurrentMessageLimit = concurrency;
        endpoint.PrefetchCount = concurrency + 4;
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit) rabbit.SetQuorumQueue();
        endpoint.ConfigureDeadLetter(skipped => skipped.UseFilter(new UnknownMessages()));
    }
}
