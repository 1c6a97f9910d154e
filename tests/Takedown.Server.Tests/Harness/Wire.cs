using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// A way to a server that the test can cut and mend: to those behind it the server is down, though it serves other
/// tests.
/// </summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, byte> ends = new();
    private readonly string host;
    private readonly int port;
    private TcpListener? listener;

    private Wire(string host, int port)
    {
        (this.host, this.port) = (host, port);
        Listen(0);
    }

    public int Port { get; private set; }

    /// <summary>To a PostgreSQL.</summary>
    public static Wire To(string connectionString, out string through)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var wire = new Wire(target.Host!, target.Port);
        through = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = wire.Port,
        }.ConnectionString;
        return wire;
    }

    /// <summary>To a broker.</summary>
    public static Wire To(Uri broker, out Uri through)
    {
        var wire = new Wire(broker.Host, broker.Port);
        through = new UriBuilder(broker) { Host = "127.0.0.1", Port = wire.Port }.Uri;
        return wire;
    }

    public void Cut()
    {
        listener?.Dispose();
        listener = null;
        foreach (var end in ends.Keys) end.Dispose();
        ends.Clear();
    }

    public void Mend() => Listen(Port);

    public ValueTask DisposeAsync()
    {
        Cut();
        return ValueTask.CompletedTask;
    }

    private void Listen(int at)
    {
        var listening = new TcpListener(IPAddress.Loopback, at);
        listening.Start();
        Port = ((IPEndPoint)listening.LocalEndpoint).Port;
        listener = listening;
        _ = AcceptAsync(listening);
    }

    private async Task AcceptAsync(TcpListener listening)
    {
        try
        {
            while (true) _ = CarryAsync(listening, await listening.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }

    private async Task CarryAsync(TcpListener listening, TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        ends[near] = ends[far] = 0;
        try
        {
            await far.ConnectAsync(host, port);
            if (listening != listener) return;
            await Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception error)
            when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One end went away; so does the other.
        }
        finally
        {
            near.Dispose();
            ends.TryRemove(near, out _);
            ends.TryRemove(far, out _);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Port} to {host}:{port}");
}
