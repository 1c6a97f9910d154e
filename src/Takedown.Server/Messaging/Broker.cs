using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Takedown.Server.Hosting;

namespace Takedown.Server.Messaging;

/// <summary>
/// A plain connection to the broker for uses outside the bus: the platforms' own queues and the dead letters. Opened on
/// first use and again after it was lost.
/// </summary>
internal sealed class Broker(TakedownOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>The maximum message size of RabbitMQ by default, 512 MiB.</summary>
    private const uint MaxBytes = 512u << 20;

    private readonly SemaphoreSlim opening = new(1);
    private IConnection? connection;

    public bool IsConfigured => options.Bus.IsRabbit;

    /// <summary>Whether the exception comes from the broker or its connection.</summary>
    public static bool IsFault(Exception error) =>
        error is RabbitMQClientException or IOException or TimeoutException or ObjectDisposedException;

    /// <summary>Opens a channel with publisher confirms. The caller disposes of it.</summary>
    public async Task<IChannel> ChannelAsync(CancellationToken cancellation) =>
        await (await ConnectAsync(cancellation)).CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellation);

    private async Task<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (!IsConfigured) throw new InvalidOperationException("No broker is configured.");
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
                // The holder of a channel must notice its loss, because unconfirmed messages have to be pushed again.
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
    /// An endpoint that accepts any message the broker accepts. An oversized message must reach this process to be
    /// moved to the dead letters; otherwise the client would close the shared connection.
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
