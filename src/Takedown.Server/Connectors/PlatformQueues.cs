using System.Collections.Concurrent;
using MassTransit;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Messaging;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors;

/// <summary>Adds the consumer of pushed deliveries to a platform's queue.</summary>
internal delegate void PushEndpoint(IRegistrationContext context, IReceiveEndpointConfigurator endpoint);

/// <summary>The queues of pushed platforms, one for each.</summary>
internal sealed class PlatformQueues(
    IReceiveEndpointConnector connector, PushEndpoint push, Broker broker, TakedownOptions options,
    ILogger<PlatformQueues> log)
{
    /// <summary>Lazy, because a dictionary may run a factory twice, and a queue can be connected only once.</summary>
    private readonly ConcurrentDictionary<Guid, Lazy<HostReceiveEndpointHandle>> served = new();

    /// <summary>
    /// Starts to consume a pushed platform's queue, if that is this process's role and not done already.
    /// </summary>
    public void Ensure(Organisation platform)
    {
        if (platform.Connector is null or ConnectorKind.Inbox || !options.Runs("connectors")) return;
        _ = served.GetOrAdd(platform.Id, id => new(() => Connect(id))).Value;
    }

    private HostReceiveEndpointHandle Connect(Guid id)
    {
        log.LogInformation("Started to consume the queue of push platform {Platform}.", id);
        return connector.ConnectReceiveEndpoint(QueueNames.Push(id), (context, endpoint) =>
        {
            DeliveryEndpoint.Configure(endpoint, concurrency: 1);
            push(context, endpoint);
        });
    }

    /// <summary>Declares a pushed platform's queue on the broker.</summary>
    public async Task DeclareAsync(Organisation platform, CancellationToken cancellation)
    {
        if (!broker.IsConfigured) return;
        await using var channel = await broker.ChannelAsync(cancellation);
        await QuorumQueue.DeclareBoundAsync(channel, QueueNames.Push(platform.Id), cancellation);
    }
}
