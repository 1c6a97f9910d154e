using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Takedown.Faults.Engines;

/// <summary>How many consumers the queues have, as a passive declaration tells it.</summary>
internal sealed class Consumers(ClusterEngines engines, int expected)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>The queues that have too few consumers, or whose number no node can tell.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(IEnumerable<string> queues)
    {
        var missing = new List<string>();
        try
        {
            await using var connection = await ConnectAsync();
            foreach (var queue in queues)
            {
                var count = await CountAsync(connection, queue);
                if (!(count >= expected))
                    missing.Add($"{queue} has {(count is null ? "no known" : $"{count}")} consumers of {expected}");
            }
        }
        catch (Exception error) when (IsTransient(error))
        {
            missing.Add($"no node answers: {error.Message}");
        }
        return missing;
    }

    private Task<IConnection> ConnectAsync() =>
        new ConnectionFactory
        {
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = Timeout,
            ContinuationTimeout = Timeout,
        }.CreateConnectionAsync([.. engines.BrokersFrom(0).Select(uri => new AmqpTcpEndpoint(uri))]);

    private static async Task<uint?> CountAsync(IConnection connection, string queue)
    {
        try
        {
            // A channel of its own: one that is refused is closed.
            await using var channel = await connection.CreateChannelAsync();
            return (await channel.QueueDeclarePassiveAsync(queue)).ConsumerCount;
        }
        catch (Exception error) when (IsTransient(error) && connection.IsOpen)
        {
            return null;
        }
    }

    private static bool IsTransient(Exception error) =>
        error is RabbitMQClientException or IOException or TimeoutException or OperationCanceledException;
}
