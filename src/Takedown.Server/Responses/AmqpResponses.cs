using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Takedown.Contracts;
using Takedown.Server.Connectors.Amqp;
using Takedown.Server.Hosting;
using Takedown.Server.Messaging;
using Takedown.Server.Registry;

namespace Takedown.Server.Responses;

/// <summary>
/// Listens to the answers of amqp platforms, as many of these processes as there are: a message is taken by one. Which
/// platforms there are, and which channels were lost, is looked at again and again.
/// </summary>
internal sealed class AmqpResponses(
    Broker broker, RegistryCache registryCache, AmqpAnswers answers, ChangeNotifier notifier, DatabaseStartup opening,
    ILogger<AmqpResponses> log)
    : BackgroundLoop(TimeSpan.FromSeconds(2), opening, log)
{
    private const ushort Prefetch = 8;
    private Task news = Task.CompletedTask;
    private readonly Dictionary<Guid, (string Queue, AsyncEventingBasicConsumer Consumer)> listening = [];

    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        news = notifier.Next(ChangeTopic.Registry);
        var wanted = (await registryCache.CurrentAsync(stop)).Platforms.Values
            .Where(p => p.Connector is ConnectorKind.Amqp).ToDictionary(p => p.Id, p => p.ConnectorQueue!);
        foreach (var (platform, (queue, consumer)) in listening.ToList())
        {
            // A queue that was deleted cancels its consumer and leaves the channel open.
            if (consumer is { IsRunning: true, Channel.IsOpen: true } && wanted.GetValueOrDefault(platform) == queue)
                continue;
            listening.Remove(platform);
            await consumer.Channel.DisposeAsync();
        }
        foreach (var (platform, queue) in wanted.Where(w => !listening.ContainsKey(w.Key)))
        {
            try
            {
                listening[platform] = (queue, await ListenAsync(platform, queue, stop));
            }
            // A queue that does not answer in time ends in a cancellation that nobody asked for.
            catch (Exception error)
                when (Broker.IsFault(error) || (error is OperationCanceledException && !stop.IsCancellationRequested))
            {
                log.LogWarning(
                    "Consuming the responses of platform {Platform} failed and is retried: {Reason}",
                    platform, error.Message);
            }
        }
    }

    protected override Task WaitForNextAsync(CancellationToken stop) => Task.WhenAny(news, base.WaitForNextAsync(stop));

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
            // Tried every two seconds, a channel left open each time would use up those of the connection.
            await channel.DisposeAsync();
            throw;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // What was not answered for goes back to its queue with the channel.
        foreach (var (_, consumer) in listening.Values) await consumer.Channel.DisposeAsync();
    }
}
