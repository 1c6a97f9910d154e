using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// A batch sent piece by piece over a bare socket, which can break off in ways that no HTTP client would.
/// </summary>
public sealed class SlowBatch : IDisposable
{
    private readonly TcpClient socket = new();
    private NetworkStream stream = null!;

    private SlowBatch()
    {
    }

    public static async Task<SlowBatch> BeginAsync(
        TestServer server, Organisation claimant, string? key = null, string type = Bodies.Ndjson)
    {
        var batch = new SlowBatch();
        await batch.socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        batch.stream = batch.socket.GetStream();
        await batch.WriteAsync($"POST /v1/batches HTTP/1.1\r\nHost: takedown\r\nAuthorization: Bearer "
            + $"{claimant.Key}\r\nContent-Type: {type}\r\n"
            + $"Transfer-Encoding: chunked\r\nConnection: "
            + $"close\r\n{(key is null ? "" : $"Idempotency-Key: {key}\r\n")}\r\n");
        return batch;
    }

    public Task SendAsync(string text) =>
        WriteAsync($"{Encoding.UTF8.GetByteCount(text).ToString("x", CultureInfo.InvariantCulture)}\r\n{text}\r\n");

    /// <summary>Ends the body as it should end, and reads the answer.</summary>
    public async Task<Answer> EndAsync()
    {
        await WriteAsync("0\r\n\r\n");
        return await AnswerAsync();
    }

    /// <summary>
    /// Goes on with what is no HTTP, and reads the answer. All that was sent before has been read then.
    /// </summary>
    public async Task<Answer> BreakAsync()
    {
        await WriteAsync("this is no length\r\n");
        return await AnswerAsync();
    }

    /// <summary>Is gone without a word, as when the line falls.</summary>
    public void HangUp() => socket.Client.Close(0);

    public void Dispose() => socket.Dispose();

    private Task WriteAsync(string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    private Task<Answer> AnswerAsync() => RawAnswer.ReadAsync(stream);
}
