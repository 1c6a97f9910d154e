using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Takedown.Contracts;
using Takedown.Server.Connectors.Amqp;
using Takedown.Server.Hosting;
using Takedown.Server.Messaging;
using Takedown.Server.Registry;

namespace Takedown.Server.Responses;

/// <summary>
/// Consumes the responses of amqp platforms. Several processes can do so; each message is consumed by one of them. New
/// platforms and lost channels are detected periodically.
/// </summary>
internal sealed class AmqpResponses(
    Broker broker, RegistryCache registryCache, AmqpAnswers answers, ChangeNotifier notifier, DatabaseStartup opening,
    ILogger<AmqpResponses> log)
    : BackgroundLoop(TimeSpan.FromSeconds(2), opening, log)
{
    private const ushort Prefetch = 8;
    private Task change = Task.CompletedTask;
    private readonly Dictionary<Guid, (string Queue, AsyncEventingBasicConsumer Consumer)> consumers = [];

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        change = notifier.Next(ChangeTopic.Registry);
        var wanted = (await registryCache.CurrentAsync(stop)).Platforms.Values
            .Where(p => p.Connector is ConnectorKind.Amqp).ToDictionary(p => p.Id, p => p.ConnectorQueue!);
        foreach (var (platform, (queue, consumer)) in consumers.ToList())
        {
            // The deletion of a queue cancels its consumer and leaves the channel open.
            if (consumer is { IsRunning: true, Channel.IsOpen: true } && wanted.GetValueOrDefault(platform) == queue)
                continue;
            consumers.Remove(platform);
            await consumer.Channel.DisposeAsync();
        }
        foreach (var (platform, queue) in wanted.Where(w => !consumers.ContainsKey(w.Key)))
        {
            try
            {
                consumers[platform] = (queue, await ListenAsync(platform, queue, stop));
            }
            // A timeout of the broker is a cancellation that this process did not request.
            catch (Exception error)
                when (Broker.IsFault(error) || (error is OperationCanceledException && !stop.IsCancellationRequested))
            {
                log.LogWarning(
                    "Consuming the responses of platform {Platform} failed and is retried: {Reason}",
                    platform, error.Message);
            }
        }
    }

    protected override Task WaitForNextAsync(CancellationToken stop) =>
        Task.WhenAny(change, base.WaitForNextAsync(stop));

    private async Task<AsyncEventingBasicConsumer> ListenAsync(Guid platform, string queue, CancellationToken stop)
    {
        await AmqpQueues.EnsureAsync(broker, queue, stop);
        var channel = await broker.ChannelAsync(stop);
        try
        {
            await channel.BasicQosAsync(0, Prefetch, global: false, stop);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) => answers.TakeAsync(platform, queue, channel, message);
            await channel.BasicConsumeAsync(queue + AmqpConnector.Responses, autoAck: false, consumer, stop);
            return consumer;
        }
        catch
        {
            // Retried every 2 s: a channel left open each time would exhaust the channels of the connection.
            await channel.DisposeAsync();
            throw;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Closing a channel returns its unacknowledged messages to the queue.
        foreach (var (_, consumer) in consumers.Values) await consumer.Channel.DisposeAsync();
    }
}
