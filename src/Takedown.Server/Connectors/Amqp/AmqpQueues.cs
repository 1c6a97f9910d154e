using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Takedown.Server.Messaging;

namespace Takedown.Server.Connectors.Amqp;

/// <summary>
/// Declares the missing queues of an amqp platform on the broker. An existing queue stays as its owner declared it.
/// </summary>
internal static class AmqpQueues
{
    public static async Task EnsureAsync(Broker broker, string queue, CancellationToken cancellation)
    {
        var responses = queue + AmqpConnector.Responses;
        await DeclareAsync(broker, queue, cancellation);
        await DeclareAsync(broker, responses, cancellation);
        await using var channel = await broker.ChannelAsync(cancellation);
        // An exchange per platform, so that its user can be granted write access to it alone; the default exchange does
        // not allow that.
        await QuorumQueue.BindAsync(channel, responses, cancellation);
    }

    private static async Task DeclareAsync(Broker broker, string queue, CancellationToken cancellation)
    {
        try
        {
            await using var probe = await broker.ChannelAsync(cancellation);
            await probe.QueueDeclarePassiveAsync(queue, cancellation);
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            await using var channel = await broker.ChannelAsync(cancellation);
            await QuorumQueue.DeclareAsync(channel, queue, cancellation);
        }
    }
}
