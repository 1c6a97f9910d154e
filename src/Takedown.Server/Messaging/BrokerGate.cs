using MassTransit;
using RabbitMQ.Client;
using Takedown.Server.Hosting;

namespace Takedown.Server.Messaging;

/// <summary>
/// Stands before each connection of the bus. MassTransit ends a queue for ever where the broker refuses the login, and
/// writes a stack trace for each queue where it is away. So the broker is tried here first: a refusal becomes an error
/// that the bus tries again, the log says it once, and readiness says which it is.
/// </summary>
internal sealed class BrokerGate(TakedownOptions options, ILogger<BrokerGate> log) : IDisposable
{
    private static readonly TimeSpan InitialPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly BrokerHosts hosts = new(options.Bus.Hosts);
    private readonly SemaphoreSlim turn = new(1);
    private TimeSpan pause = InitialPause;
    private long triedAt;
    private volatile string? obstacle;

    /// <summary>Short public reason why the broker cannot be used; null if the last attempt succeeded.</summary>
    public string? Obstacle => obstacle;

    /// <summary>Prepares a connection of the bus and returns if the broker accepts it.</summary>
    /// <exception cref="BrokerUnavailableException">It does not, or did not a moment ago.</exception>
    public async Task AdmitAsync(ConnectionFactory factory)
    {
        // MassTransit would take the first node's name for all, and TLS by the port.
        factory.EndpointResolverFactory = _ => hosts;
        factory.HandshakeContinuationTimeout = HandshakeTimeout;
        await turn.WaitAsync();
        try
        {
            // Every send of a busy server asks for the connection; not each may try the broker.
            if (obstacle is { } known && TimeProvider.System.GetElapsedTime(triedAt) < pause)
                throw new BrokerUnavailableException(known);
            triedAt = TimeProvider.System.GetTimestamp();
            await TryAsync(factory);
            if (obstacle is not null) log.LogInformation("The broker can be used again.");
            (obstacle, pause) = (null, InitialPause);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task TryAsync(ConnectionFactory factory)
    {
        try
        {
            await using var probe = await factory.CreateConnectionAsync(hosts, "takedown probe");
            // The client does not wait for the broker's word on the virtual host; a channel needs it.
            await using var channel = await probe.CreateChannelAsync();
            hosts.Prefer(probe.Endpoint);
            await probe.AbortAsync(CloseTimeout);
        }
        catch (Exception error)
        {
            var reason = BrokerObstacle.Of(error);
            pause = obstacle is null ? InitialPause : pause * 2 < MaxPause ? pause * 2 : MaxPause;
            if (reason != obstacle)
            {
                log.LogWarning("The broker at {Hosts} cannot be used and is tried again: {Reason}.",
                    string.Join(", ", options.Bus.Hosts.Select(h => h.Authority)), reason);
            }
            obstacle = reason;
            throw new BrokerUnavailableException(reason);
        }
    }

    public void Dispose() => turn.Dispose();
}

/// <summary>An error that the bus tries again, whatever the broker said.</summary>
internal sealed class BrokerUnavailableException(string reason) : ConnectionException(reason, isTransient: true);
