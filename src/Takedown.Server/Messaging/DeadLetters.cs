using System.Globalization;
using System.Text;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Takedown.Contracts;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace Takedown.Server.Messaging;

/// <summary>
/// Messages of the bus and of amqp platforms that could not be processed, in one queue of the broker. The in-memory bus
/// has no such queue: there only the outbox sweep retries failures.
/// </summary>
internal sealed class DeadLetters(Broker broker)
{
    /// <summary>Header with the original queue of a message that did not come over the bus.</summary>
    private const string QueueHeader = "Takedown-Queue";
    private const string ReasonHeader = "Takedown-Reason";
    private const int ShownBytes = 4096;

    /// <summary>
    /// Lists dead letters without removing them: unacknowledged messages return to the queue when the channel closes.
    /// </summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellation)
    {
        if (!broker.IsConfigured) return [];
        var found = new List<DeadLetter>();
        await using var channel = await broker.ChannelAsync(cancellation);
        await EachAsync(channel, limit, message =>
        {
            found.Add(View(message));
            return Task.CompletedTask;
        }, cancellation);
        return found;
    }

    /// <summary>Returns dead letters to their original queues: one by its id, or all.</summary>
    /// <returns>The number of returned messages.</returns>
    public async Task<long> RedriveAsync(string? id, CancellationToken cancellation)
    {
        if (!broker.IsConfigured) return 0;
        var sent = 0L;
        await using var channel = await broker.ChannelAsync(cancellation);
        await EachAsync(channel, int.MaxValue, async message =>
        {
            if ((id is not null && IdOf(message) != id) || QueueOf(message) is not { Length: > 0 } queue) return;
            var properties = new BasicProperties(message.BasicProperties)
            {
                Headers = message.BasicProperties.Headers?
                    .Where(h => !h.Key.StartsWith("MT-Fault", StringComparison.Ordinal)
                        && h.Key is not "MT-Reason" and not QueueHeader and not ReasonHeader)
                    .ToDictionary(),
            };
            // Removed from this queue only after it is stored in its original one: a crash in between duplicates it,
            // and all consumers are idempotent.
            try
            {
                await channel.BasicPublishAsync("", queue, mandatory: true, properties, message.Body, cancellation);
            }
            catch (PublishException error) when (error.IsReturn)
            {
                // The queue does not exist: the message stays, and the next messages are processed.
                return;
            }
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellation);
            sent++;
        }, cancellation);
        return sent;
    }

    /// <summary>Adds a message that did not come over the bus.</summary>
    public static async Task KeepAsync(IChannel channel, string queue, BasicDeliverEventArgs message, string reason)
    {
        await QuorumQueue.DeclareBoundAsync(channel, QueueNames.DeadLetters, CancellationToken.None);
        await channel.BasicPublishAsync(
            "", QueueNames.DeadLetters, mandatory: true, new BasicProperties(message.BasicProperties)
            {
                DeliveryMode = DeliveryModes.Persistent,
                MessageId = message.BasicProperties.MessageId
                    ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
                Timestamp = new AmqpTimestamp(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()),
                Headers = new Dictionary<string, object?> { [QueueHeader] = queue, [ReasonHeader] = reason },
            }, message.Body);
    }

    private static async Task EachAsync(
        IChannel channel, int limit, Func<BasicGetResult, Task> take, CancellationToken cancellation)
    {
        await QuorumQueue.DeclareBoundAsync(channel, QueueNames.DeadLetters, cancellation);
        // Only the current messages: one that fails again at once must not be processed endlessly.
        var left = Math.Min(limit, (long)await channel.MessageCountAsync(QueueNames.DeadLetters, cancellation));
        while (left-- > 0
            && await channel.BasicGetAsync(QueueNames.DeadLetters, autoAck: false, cancellation) is { } message)
        {
            await take(message);
        }
    }

    private static DeadLetter View(BasicGetResult message) => new()
    {
        Id = IdOf(message),
        Queue = QueueOf(message),
        Reason = Header(message, "MT-Fault-Message") ?? Header(message, ReasonHeader) ?? Header(message, "MT-Reason")
            ?? "unknown",
        At = AtOf(message),
        Bytes = message.Body.Length,
        Body = Encoding.UTF8.GetString(message.Body.Span[..Math.Min(message.Body.Length, ShownBytes)]),
    };

    private static string IdOf(BasicGetResult message) =>
        message.BasicProperties.MessageId
            ?? message.BasicProperties.CorrelationId
            ?? message.DeliveryTag.ToString(CultureInfo.InvariantCulture);

    /// <summary>The bus records an address whose last segment is the queue.</summary>
    private static string QueueOf(BasicGetResult message) =>
        Header(message, QueueHeader) ?? Header(message, MessageHeaders.FaultInputAddress)?.Split('/', '?').Last(
            p => p.Length > 0 && !p.Contains('=', StringComparison.Ordinal)) ?? "";

    private static DateTimeOffset? AtOf(BasicGetResult message) =>
        DateTimeOffset.TryParse(
            Header(message, MessageHeaders.FaultTimestamp), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : message.BasicProperties.IsTimestampPresent()
            ? DateTimeOffset.FromUnixTimeSeconds(message.BasicProperties.Timestamp.UnixTime)
            : null;

    private static string? Header(BasicGetResult message, string name) =>
        message.BasicProperties.Headers?.TryGetValue(name, out var value) is true
            ? value is byte[] text ? Encoding.UTF8.GetString(text) : value?.ToString()
            : null;
}

/// <summary>Sends the failures of all endpoints to the same queue.</summary>
internal sealed class DeadLetterNames : IErrorQueueNameFormatter
{
    public static readonly DeadLetterNames Instance = new();

    public string FormatErrorQueueName(string queueName) => QueueNames.DeadLetters;
}
