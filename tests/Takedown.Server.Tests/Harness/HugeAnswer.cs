using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// Answers one request with far more than anybody wants. On the bare socket, because only there one sees how much went
/// out before the other side hung up.
/// </summary>
public sealed class HugeAnswer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public HugeAnswer(long length)
    {
        listener.Start();
        Sent = AnswerAsync(length);
    }

    public string Url => $"http://{listener.LocalEndpoint}/hook";

    /// <summary>How many bytes of the body were sent.</summary>
    public Task<long> Sent { get; }

    private async Task<long> AnswerAsync(long length)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var block = new byte[1 << 16];
        var request = new StringBuilder();
        while (!request.ToString().Contains("]}", StringComparison.Ordinal))
        {
            request.Append(Encoding.UTF8.GetString(block, 0, await stream.ReadAsync(block)));
        }
        var sent = 0L;
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n"));
            for (; sent < length; sent += block.Length) await stream.WriteAsync(block);
        }
        catch (IOException)
        {
            // The other side hung up, as it should.
        }
        return sent;
    }

    public void Dispose() => listener.Dispose();
}
