using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Messaging;
using Takedown.Server.Observability;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors.Amqp;

/// <summary>
/// The <c>amqp</c> connector: publishes each notice as one plain JSON message (without a bus envelope) to the
/// platform's own queue. A notice counts as delivered once the broker confirms that it is stored.
/// </summary>
internal sealed class AmqpConnector(Broker broker, ILogger<AmqpConnector> log) : IPushConnector
{
    /// <summary>Suffix of the queue to which a platform publishes its responses.</summary>
    public const string Responses = ".responses";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Queues that this process has found or declared. If the owner deletes one later, the push reports a failure.
    /// </summary>
    private readonly ConcurrentDictionary<string, bool> seen = new();

    public ConnectorKind Kind => ConnectorKind.Amqp;

    public IEnumerable<InputFault> Check(ConnectorInput input)
    {
        if (!IsQueue(input.Queue)) yield return new("/connector/queue", "connector.queue");
        if (!broker.IsConfigured) yield return new("/connector/kind", "connector.no-broker");
    }

    public Organisation Configure(Organisation platform, ConnectorInput? input) =>
        platform with { ConnectorUrl = null, ConnectorQueue = input?.Queue ?? platform.ConnectorQueue, Secret = null };

    public Task PrepareAsync(Organisation platform, CancellationToken cancellation) =>
        broker.IsConfigured
            ? AmqpQueues.EnsureAsync(broker, platform.ConnectorQueue!, cancellation)
            : Task.CompletedTask;

    public Task<PushResult> PushAsync(
        Organisation platform, IReadOnlyList<InboxItem> items, CancellationToken cancellation) => PushAsync(
            platform, [.. items.Select(item => new Outgoing(
                item.NoticeId.ToString(), "notice.delivered",
                JsonSerializer.SerializeToUtf8Bytes(item, TakedownJson.Default.InboxItem)))], cancellation);

    public Task<PushResult> PushAsync(Organisation platform, PushMessage message, CancellationToken cancellation) =>
        PushAsync(platform, [new Outgoing(message.Id.ToString(), message.Type, message.Data)], cancellation);

    private async Task<PushResult> PushAsync(
        Organisation platform, IReadOnlyList<Outgoing> items, CancellationToken cancellation)
    {
        if (!broker.IsConfigured) return new("amqp.no-broker");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        try
        {
            if (!seen.ContainsKey(platform.ConnectorQueue!))
            {
                await AmqpQueues.EnsureAsync(broker, platform.ConnectorQueue!, limit.Token);
                seen[platform.ConnectorQueue!] = true;
            }
            await PublishAsync(platform, items, limit.Token);
            return PushResult.Stored;
        }
        catch (PublishException error)
        {
            return new(error.IsReturn ? "amqp.no-queue" : "amqp.refused");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new("amqp.timeout");
        }
        catch (Exception error) when (Broker.IsFault(error))
        {
            log.LogInformation("Push to platform {Platform} failed: {Error}.", platform.Id, error.GetType().Name);
            return new("amqp.unreachable");
        }
    }

    /// <summary>
    /// Whether a queue name is not reserved and has no dots: the part after a dot marks a queue that belongs to the
    /// platform named before it.
    /// </summary>
    private static bool IsQueue(string? name) =>
        name is { Length: >= 1 and <= 100 } && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
        && !QueueNames.IsReserved(name);

    private readonly record struct Outgoing(string Id, string Type, byte[] Body);

    private async Task PublishAsync(
        Organisation platform, IReadOnlyList<Outgoing> items, CancellationToken cancellation)
    {
        using var span = Tracing.DeliverySpan(ConnectorKind.Amqp, platform.Id, items.Count, ActivityKind.Client);
        await using var channel = await broker.ChannelAsync(cancellation);
        // Published in order without waiting for each confirm. Mandatory, so that a deleted queue causes a failure
        // rather than a loss.
        await Task.WhenAll(items.Select(
            item => channel.BasicPublishAsync("", platform.ConnectorQueue!, mandatory: true, new BasicProperties
            {
                ContentType = "application/json",
                DeliveryMode = DeliveryModes.Persistent,
                MessageId = item.Id,
                Type = item.Type,
                Headers = span is null ? null : new Dictionary<string, object?> { ["traceparent"] = span.Id },
            }, item.Body, cancellation).AsTask()));
    }
}
