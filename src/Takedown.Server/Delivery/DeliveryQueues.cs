using System.Collections.Concurrent;
using MassTransit;
using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Delivery;

/// <summary>
/// Which queue serves which platform. One that is pushed to has its own, so that a hanging one delays nobody; pull
/// inboxes are local writes no platform can slow, so they share a few.
/// </summary>
internal sealed class DeliveryQueues(IReceiveEndpointConnector connector, ILogger<DeliveryQueues> log)
{
    public const int InboxQueues = 4;

    private readonly ConcurrentDictionary<Guid, HostReceiveEndpointHandle> pushed = new();

    public static string InboxQueue(int number) => $"deliver-inbox-{number}";

    public static Uri Address(Organisation platform) => new(platform.Connector is ConnectorKind.Inbox
        ? $"exchange:{InboxQueue(platform.Id.ToByteArray()[15] % InboxQueues)}"
        : $"exchange:{PushQueue(platform.Id)}");

    /// <summary>Begins to serve a pushed platform's own queue, where that is not done already.</summary>
    public void Ensure(Organisation organisation)
    {
        if (organisation.Connector is not ConnectorKind.Webhook) return;
        pushed.GetOrAdd(organisation.Id, id =>
        {
            log.LogInformation("Serving the queue of pushed platform {Platform}.", id);
            return connector.ConnectReceiveEndpoint(PushQueue(id), (context, endpoint) =>
            {
                endpoint.ConcurrentMessageLimit = 1;
                endpoint.PrefetchCount = 4;
                endpoint.ConfigureConsumer<PushDelivery>(context);
            });
        });
    }

    private static string PushQueue(Guid platformId) => $"deliver-push-{platformId:N}";
}
