using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Takedown.Server.Messaging;

namespace Takedown.Server.Connectors.Amqp;

/// <summary>
/// Makes what an amqp platform needs on the broker where it is missing. A queue that is there stays as its owner made it.
/// </summary>
internal static class AmqpQueues
{
    public static async Task EnsureAsync(Broker broker, string queue, CancellationToken cancellation)
    {
        var responses = queue + AmqpConnector.Responses;
        await DeclareAsync(broker, queue, cancellation);
        await DeclareAsync(broker, responses, cancellation);
        await using var channel = await broker.ChannelAsync(cancellation);
        // An exchange of its own: its user may write there and nowhere else, which the default exchange cannot grant.
        await QuorumQueue.BindAsync(channel, responses, cancellation);
    }

    private static async Task DeclareAsync(Broker broker, string queue, CancellationToken cancellation)
    {
        try
        {
            await using var look = await broker.ChannelAsync(cancellation);
            await look.QueueDeclarePassiveAsync(queue, cancellation);
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            await using var channel = await broker.ChannelAsync(cancellation);
            await QuorumQueue.DeclareAsync(channel, queue, cancellation);
        }
    }
}
