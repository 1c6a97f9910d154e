using System.Net;
using System.Net.Sockets;

namespace Takedown.Faults.Engines;

/// <summary>One connection of a client through a proxy.</summary>
internal sealed class TcpRelay(Socket client, TcpProxy proxy)
{
    private readonly Socket upstream = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether something was not passed on: a byte, an end, or the connection itself.</summary>
    public bool HasLost { get; private set; }

    /// <summary>Relays both ways until both ends have closed or the connection is broken.</summary>
    public async Task RunAsync(IPEndPoint server)
    {
        var relaying = RelayAsync(server);
        await Task.WhenAny(relaying, broken.Task);
        // Where it was broken, the other end must see it at once.
        var orderly = relaying.IsCompletedSuccessfully && !broken.Task.IsCompleted;
        Close(client, orderly);
        Close(upstream, orderly);
        Reset();
        await relaying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Reset() => broken.TrySetResult();

    private async Task RelayAsync(IPEndPoint server)
    {
        await PassedAsync();
        await upstream.ConnectAsync(server);
        await Task.WhenAll(PumpAsync(client, upstream), PumpAsync(upstream, client));
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        try
        {
            await PumpUntilEndAsync(from, to);
        }
        catch (SocketException)
        {
            await PassedAsync();
            // Neither direction goes on without the other.
            Reset();
            throw;
        }
    }

    private async Task PumpUntilEndAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = await from.ReceiveAsync(buffer);
            if (proxy.IsSilent && count > 0)
            {
                HasLost = true;
                continue;
            }
            await PassedAsync();
            if (count == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }
            for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
        }
    }

    /// <summary>
    /// While nothing passes, an end or a new connection waits to be broken when something does again.
    /// </summary>
    private async Task PassedAsync()
    {
        if (!proxy.IsSilent) return;
        HasLost = true;
        await broken.Task;
        throw new IOException("The connection is broken.");
    }

    private static void Close(Socket socket, bool orderly)
    {
        if (!orderly) socket.LingerState = new(true, 0);
        socket.Dispose();
    }
}
