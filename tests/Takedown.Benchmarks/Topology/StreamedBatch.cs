using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// A batch created while it is sent, so that the client does not hold a million notices in memory either.
/// </summary>
internal sealed class StreamedBatch : HttpContent
{
    private const int LinesAWrite = 100;

    private readonly int count;
    private readonly int claimant;
    private readonly IReadOnlyList<string> hosts;

    public StreamedBatch(int count, int claimant, IReadOnlyList<string> hosts)
    {
        (this.count, this.claimant, this.hosts) = (count, claimant, hosts);
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            lines.Append(NoticeLine.Of(claimant, i, hosts[i % hosts.Count])).Append('\n');
            if ((i + 1) % LinesAWrite != 0 && i + 1 < count) continue;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()));
            lines.Clear();
        }
    }

    /// <summary>Unknown, so that the body is sent in chunks.</summary>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
