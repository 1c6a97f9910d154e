using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Takedown.Faults.Engines;

/// <summary>
/// The network before one server, as its clients see it: it can lose every byte without a word, and it can break all
/// connections at once.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpRelay, bool> relays = new();
    private readonly CancellationTokenSource end = new();
    private readonly TcpListener listener;
    private readonly IPEndPoint server;
    private readonly Task accepting;
    private volatile bool silent;

    /// <param name="server">The address of the server; the proxy has the same one and a port of its own.</param>
    public TcpProxy(IPEndPoint server)
        : this(server, server.Address)
    {
    }

    public TcpProxy(IPEndPoint server, IPAddress own)
    {
        this.server = server;
        listener = new(own, 0);
        listener.Start();
        accepting = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    public int Connections => relays.Count;

    public bool IsSilent => silent;

    /// <summary>From now on nothing passes and nothing is refused, as when the machine is cut off.</summary>
    public void Silence() => silent = true;

    /// <summary>
    /// Bytes pass again. A connection that has lost some of them is broken: its two ends no longer agree.
    /// </summary>
    public void Speak()
    {
        silent = false;
        foreach (var relay in relays.Keys.Where(r => r.HasLost)) relay.Reset();
    }

    /// <summary>Breaks every connection.</summary>
    public void Cut()
    {
        foreach (var relay in relays.Keys) relay.Reset();
    }

    private async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var relay = new TcpRelay(await listener.AcceptSocketAsync(end.Token), this);
                relays[relay] = true;
                _ = ServeAsync(relay);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // The client was gone before it was accepted, or this is the end.
            }
        }
    }

    private async Task ServeAsync(TcpRelay relay)
    {
        await Task.Yield();
        await relay.RunAsync(server);
        relays.TryRemove(relay, out _);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        end.Dispose();
    }
}
