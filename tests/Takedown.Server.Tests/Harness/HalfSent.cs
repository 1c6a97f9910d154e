using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Takedown.Server.Tests.Harness;

/// <summary>A request over a bare socket whose body is never sent whole, so that it stays in progress.</summary>
public sealed class HalfSent : IDisposable
{
    private readonly TcpClient socket = new();

    // Taken once: a socket does not give its stream any more after the other side has hung up.
    private NetworkStream stream = null!;

    private HalfSent()
    {
    }

    /// <param name="address">The server.</param>
    /// <param name="key">The key.</param>
    /// <param name="path">The path, for a body.</param>
    /// <param name="length">The announced length of the body.</param>
    /// <param name="type">The content type.</param>
    /// <param name="method">The method.</param>
    public static async Task<HalfSent> BeginAsync(
        Uri address, string key, string path, long length, string type = Bodies.Json, string method = "POST")
    {
        var request = new HalfSent();
        await request.socket.ConnectAsync(IPAddress.Loopback, address.Port);
        request.stream = request.socket.GetStream();
        await request.SendAsync(string.Create(CultureInfo.InvariantCulture,
            $"{method} {path} HTTP/1.1\r\nHost: takedown\r\nAuthorization: Bearer {key}\r\n"
            + $"Content-Type: {type}\r\nContent-Length: {length}\r\n\r\n"));
        return request;
    }

    /// <summary>Whether the server has answered, or is gone.</summary>
    public bool HasAnswer => socket.Client.Poll(0, SelectMode.SelectRead);

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] bytes) => stream.WriteAsync(bytes).AsTask();

    /// <summary>The answer, which ends the connection.</summary>
    public Task<Answer> AnswerAsync() => RawAnswer.ReadAsync(stream);

    public void Dispose() => socket.Dispose();
}
