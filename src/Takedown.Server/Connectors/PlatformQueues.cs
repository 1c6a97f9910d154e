using System.Collections.Concurrent;
using MassTransit;
using Takedown.Contracts;
using Takedown.Server.Connectors.Amqp;
using Takedown.Server.Delivery;
using Takedown.Server.Hosting;
using Takedown.Server.Messaging;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors;

/// <summary>
/// Which queue serves which platform. One that is pushed to has its own, so that a hanging one delays nobody; pull
/// inboxes are local writes no platform can slow, so they share a few.
/// </summary>
internal sealed class DeliveryQueues(IReceiveEndpointConnector connector, Broker broker, TakedownOptions options, ILogger<DeliveryQueues> log)
{
    public const int InboxQueues = 4;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Guid, HostReceiveEndpointHandle> pushed = new();

    public static string InboxQueue(int number) => $"deliver-inbox-{number}";

    public static Uri Address(Organisation platform) => new(platform.Connector is ConnectorKind.Inbox
        ? $"exchange:{InboxQueue(platform.Id.ToByteArray()[15] % InboxQueues)}"
        : $"exchange:{PushQueue(platform.Id)}");

    /// <summary>What all queues of deliveries have in common, wherever they are made.</summary>
    /// <param name="endpoint">One queue.</param>
    /// <param name="atOnce">How many messages are held at once: into inboxes they go together, to a pushed platform one by one.</param>
    public static void Serve(IReceiveEndpointConfigurator endpoint, int atOnce)
    {
        endpoint.ConcurrentMessageLimit = atOnce;
        endpoint.PrefetchCount = atOnce + 4;
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit) rabbit.SetQuorumQueue();
        endpoint.ConfigureDeadLetter(skipped => skipped.UseFilter(new UnknownMessages()));
    }

    /// <summary>Begins to serve a pushed platform's own queue, where that is our part and not done already.</summary>
    public void Ensure(Organisation organisation)
    {
        if (organisation.Connector is null or ConnectorKind.Inbox || !options.Runs("connectors")) return;
        pushed.GetOrAdd(organisation.Id, id =>
        {
            log.LogInformation("Started to consume the queue of push platform {Platform}.", id);
            return connector.ConnectReceiveEndpoint(PushQueue(id), (context, endpoint) =>
            {
                Serve(endpoint, atOnce: 1);
                endpoint.ConfigureConsumer<PushConsumer>(context);
            });
        });
    }

    /// <summary>
    /// Makes a new platform's queues on the broker before its first notice comes, whoever is to serve them. Where the
    /// broker is away the registration holds all the same: what is sent meanwhile the sweep sends again.
    /// </summary>
    public async Task MakeAsync(Organisation organisation, CancellationToken cancellation)
    {
        Ensure(organisation);
        if (organisation.Connector is null or ConnectorKind.Inbox || !broker.IsConfigured) return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        try
        {
            await using var channel = await broker.ChannelAsync(limit.Token);
            await QuorumQueue.DeclareBoundAsync(channel, PushQueue(organisation.Id), limit.Token);
            if (organisation.ConnectorQueue is { } queue) await AmqpQueues.EnsureAsync(broker, queue, limit.Token);
        }
        catch (Exception error) when (Broker.IsFault(error) || error is OperationCanceledException)
        {
            log.LogWarning(
                "The queues of platform {Platform} could not be created yet: {Reason}", organisation.Id, error.Message);
        }
    }

    private static string PushQueue(Guid platformId) => $"deliver-push-{platformId:N}";
}
