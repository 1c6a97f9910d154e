using RabbitMQ.Client;

namespace Takedown.Server.Messaging;

/// <summary>
/// Declares a quorum queue and an exchange of the same name with the arguments that the bus uses, so that either may
/// declare them first.
/// </summary>
internal static class QuorumQueue
{
    private static readonly Dictionary<string, object?> Arguments = new() { ["x-queue-type"] = "quorum" };

    public static async Task DeclareBoundAsync(IChannel channel, string name, CancellationToken cancellation)
    {
        await DeclareAsync(channel, name, cancellation);
        await BindAsync(channel, name, cancellation);
    }

    public static Task DeclareAsync(IChannel channel, string name, CancellationToken cancellation) =>
        channel.QueueDeclareAsync(
            name, durable: true, exclusive: false, autoDelete: false, Arguments, cancellationToken: cancellation);

    public static async Task BindAsync(IChannel channel, string name, CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        await channel.QueueBindAsync(name, name, "", cancellationToken: cancellation);
    }
}
