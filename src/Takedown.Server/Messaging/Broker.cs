using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Takedown.Server.Hosting;

namespace Takedown.Server.Messaging;

/// <summary>
/// A plain connection to the broker for what is not the bus: platforms' own queues and the operator's look at dead
/// letters. Opened when it is first needed and again after it was lost.
/// </summary>
internal sealed class Broker(TakedownOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>What RabbitMQ takes at most, as it is delivered: 512 MiB is its upper bound.</summary>
    private const uint MaxBytes = 512u << 20;

    private readonly SemaphoreSlim opening = new(1);
    private IConnection? connection;

    public bool IsConfigured => options.Bus.IsRabbit;

    /// <summary>What the broker, its absence or its connection throws.</summary>
    public static bool IsFault(Exception error) =>
        error is RabbitMQClientException or IOException or TimeoutException or ObjectDisposedException;

    /// <summary>A channel that confirms what it publishes. The caller disposes of it.</summary>
    public async Task<IChannel> ChannelAsync(CancellationToken cancellation) =>
        await (await ConnectAsync(cancellation)).CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);

    private async Task<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (!IsConfigured) throw new InvalidOperationException("There is no broker.");
        await opening.WaitAsync(cancellation);
        try
        {
            if (connection is { IsOpen: true }) return connection;
            if (connection is not null) await connection.DisposeAsync();
            connection = null;
            var hosts = options.Bus.Hosts;
            var factory = new ConnectionFactory
            {
                Uri = hosts[0],
                // Who holds a channel must know that it is gone: what it had not confirmed is pushed again.
                AutomaticRecoveryEnabled = false,
                RequestedConnectionTimeout = Timeout,
                ContinuationTimeout = Timeout,
                MaxInboundMessageBodySize = MaxBytes,
                ClientProvidedName = "takedown connectors",
            };
            return connection = await factory.CreateConnectionAsync([.. hosts.Select(Endpoint)], cancellation);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>
    /// With room for any message the broker takes: one that is too long must come to us to be put aside, because the
    /// client ends the connection of all over it.
    /// </summary>
    internal static AmqpTcpEndpoint Endpoint(Uri host) => new(
        host.Host,
        host.Port,
        host.Scheme == "amqps" ? new SslOption(host.Host, enabled: true) : new SslOption(),
        maxInboundMessageBodySize: MaxBytes);

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        opening.Dispose();
    }
}
