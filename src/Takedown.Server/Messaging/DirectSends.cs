using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;
using RabbitMQ.Client;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace Takedown.Server.Messaging;

/// <summary>
/// Sends a command to an exchange over the connection outside the bus. For some time after the death of a queue's node
/// the broker refuses what comes over a channel that knew the node; a new channel of another connection finds the new
/// one.
/// </summary>
internal sealed class DirectSends(Broker broker)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    public bool IsPossible => broker.IsConfigured;

    /// <summary>Sends and waits for the confirmation, a few times where it is refused.</summary>
    /// <exception cref="PublishException">The broker refused it each time.</exception>
    public async Task SendAsync<T>(Uri address, T message, CancellationToken cancellation) where T : class
    {
        var body = Envelope(message, out var id);
        for (var attempt = 0; ; attempt++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Timeout);
            try
            {
                await PublishAsync(address.AbsolutePath, body, id, limit.Token);
                return;
            }
            catch (PublishException) when (attempt < Pauses.Length)
            {
                await Task.Delay(Pauses[attempt], TimeProvider.System, cancellation);
            }
        }
    }

    private async Task PublishAsync(string exchange, byte[] body, Guid id, CancellationToken cancellation)
    {
        await using var channel = await broker.ChannelAsync(cancellation);
        await channel.BasicPublishAsync(exchange, "", mandatory: false, new BasicProperties
        {
            ContentType = SystemTextJsonMessageSerializer.JsonContentType.MediaType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = id.ToString(),
        }, body, cancellation);
    }

    /// <summary>The message as the bus itself would write it.</summary>
    private static byte[] Envelope<T>(T message, out Guid id) where T : class => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            MessageId = id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            MessageType = new[] { MessageUrn.ForTypeString<T>() },
            Message = message,
        }, SystemTextJsonMessageSerializer.Options);
}
