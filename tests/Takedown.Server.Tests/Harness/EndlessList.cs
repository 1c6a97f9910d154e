using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Takedown.Server.Tests.Harness;

/// <summary><c>{"responses":[{},{},…</c> of some length, written from one buffer and never closed.</summary>
public sealed class EndlessList : HttpContent
{
    private static readonly byte[] Piece = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{},", 20_000)));
    private readonly long length;

    public EndlessList(long length)
    {
        this.length = length;
        Headers.ContentType = new MediaTypeHeaderValue(Bodies.Json);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync("{\"responses\":["u8.ToArray());
        for (var sent = 0L; sent < length; sent += Piece.Length) await stream.WriteAsync(Piece);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
