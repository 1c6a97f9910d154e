using System.Globalization;
using System.Text;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Takedown.Contracts;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace Takedown.Server.Messaging;

/// <summary>
/// Messages of the bus and of amqp platforms that could not be processed, in one queue of the broker. The in-memory bus
/// has no such queue: there only the outbox sweep retries failures.
/// </summary>
internal sealed class DeadLetters(Broker broker) : IDisposable
{
    /// <summary>Header with the original queue of a message that did not come over the bus.</summary>
    private const string QueueHeader = "Takedown-Queue";
    private const string ReasonHeader = "Takedown-Reason";
    private const int ShownBytes = 4096;

    /// <summary>Up to this number of messages a list leaves them in their order.</summary>
    private const int InOrder = 10_000;

    /// <summary>How long a listed message may take to be back in its queue.</summary>
    private static readonly TimeSpan ReturnTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReturnPause = TimeSpan.FromMilliseconds(20);

    /// <summary>A message held by one operation is not seen by another.</summary>
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Lists dead letters without removing them.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellation)
    {
        var found = new List<DeadLetter>();
        await EachAsync(Math.Max(limit, InOrder), (_, message) =>
        {
            if (found.Count < limit) found.Add(View(message));
            return Task.FromResult(true);
        }, cancellation);
        return found;
    }

    /// <summary>Deletes one dead letter.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="record">Records the deletion before it happens.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Whether there was one with this id.</returns>
    public async Task<bool> DiscardAsync(string id, Func<DeadLetter, Task> record, CancellationToken cancellation)
    {
        var discarded = false;
        await EachAsync(int.MaxValue, async (channel, message) =>
        {
            if (discarded || IdOf(message) != id) return true;
            await record(View(message));
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
            discarded = true;
            return false;
        }, cancellation);
        return discarded;
    }

    /// <summary>The number of dead letters; null if it is unknown.</summary>
    public async Task<long?> CountAsync(CancellationToken cancellation)
    {
        if (!broker.IsConfigured) return 0;
        try
        {
            await using var channel = await broker.ChannelAsync(cancellation);
            return await channel.MessageCountAsync(QueueNames.DeadLetters, cancellation);
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // The queue is declared by the first message that needs it.
            return 0;
        }
        catch (Exception error) when (Broker.IsFault(error) || error is OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Returns dead letters to their original queues: one by its id, or all.</summary>
    /// <returns>The number of returned messages.</returns>
    public async Task<long> RedriveAsync(string? id, CancellationToken cancellation)
    {
        var sent = 0L;
        await EachAsync(int.MaxValue, async (channel, message) =>
        {
            if ((id is not null && IdOf(message) != id) || QueueOf(message) is not { Length: > 0 } queue)
                return true;
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
                return true;
            }
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellation);
            sent++;
            return false;
        }, cancellation);
        return sent;
    }

    /// <summary>Adds a message that did not come over the bus.</summary>
    public static async Task KeepAsync(
        IChannel channel, string queue, BasicDeliverEventArgs message, string reason, CancellationToken cancellation)
    {
        await QuorumQueue.DeclareBoundAsync(channel, QueueNames.DeadLetters, cancellation);
        await channel.BasicPublishAsync(
            "", QueueNames.DeadLetters, mandatory: true, new BasicProperties(message.BasicProperties)
            {
                DeliveryMode = DeliveryModes.Persistent,
                MessageId = message.BasicProperties.MessageId
                    ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
                Timestamp = new AmqpTimestamp(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()),
                Headers = new Dictionary<string, object?> { [QueueHeader] = queue, [ReasonHeader] = reason },
            }, message.Body, cancellation);
    }

    /// <summary>
    /// Takes the current messages in order. Those that are kept return to the queue behind those that were not taken,
    /// so all are taken also where one is sought.
    /// </summary>
    /// <param name="limit">The maximum number of messages.</param>
    /// <param name="take">Takes one message; returns whether it is kept.</param>
    /// <param name="cancellation">Ends the operation early.</param>
    private async Task EachAsync(
        int limit, Func<IChannel, BasicGetResult, Task<bool>> take, CancellationToken cancellation)
    {
        if (!broker.IsConfigured) return;
        await turn.WaitAsync(cancellation);
        try
        {
            await using var channel = await broker.ChannelAsync(cancellation);
            await QuorumQueue.DeclareBoundAsync(channel, QueueNames.DeadLetters, cancellation);
            // Only the current messages: one that fails again at once must not be processed endlessly.
            var left = Math.Min(limit, (long)await channel.MessageCountAsync(QueueNames.DeadLetters, cancellation));
            var kept = 0u;
            while (left-- > 0
                && await channel.BasicGetAsync(QueueNames.DeadLetters, autoAck: false, cancellation) is { } message)
            {
                if (await take(channel, message)) kept++;
            }
            if (kept > 0) await ReturnAsync(channel, kept, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// Returns the messages held and waits until the broker counts them again: otherwise a redrive right after a list
    /// would miss them.
    /// </summary>
    private static async Task ReturnAsync(IChannel channel, uint kept, CancellationToken cancellation)
    {
        var before = await channel.MessageCountAsync(QueueNames.DeadLetters, cancellation);
        // Delivery tag 0 means all messages of the channel.
        await channel.BasicNackAsync(0, multiple: true, requeue: true, cancellation);
        var started = TimeProvider.System.GetTimestamp();
        while (await channel.MessageCountAsync(QueueNames.DeadLetters, cancellation) < before + kept
            && TimeProvider.System.GetElapsedTime(started) < ReturnTimeout)
        {
            await Task.Delay(ReturnPause, TimeProvider.System, cancellation);
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

    public void Dispose() => turn.Dispose();
}

/// <summary>Sends the failures of all endpoints to the same queue.</summary>
internal sealed class DeadLetterNames : IErrorQueueNameFormatter
{
    public static readonly DeadLetterNames Instance = new();

    public string FormatErrorQueueName(string queueName) => QueueNames.DeadLetters;
}
