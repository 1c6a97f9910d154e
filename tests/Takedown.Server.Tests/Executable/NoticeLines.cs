using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Takedown.Server.Tests.Executable;

/// <summary>
/// A long NDJSON body, written line by line and the same every time. Of each 1,000 lines one says what the line before
/// it says, and one lacks its work.
/// </summary>
internal sealed class NoticeLines : HttpContent
{
    private readonly string name;
    private readonly int count;
    private readonly IReadOnlyList<string> hosts;

    /// <param name="name">Begins every clientRef.</param>
    /// <param name="count">Lines.</param>
    /// <param name="hosts">Platforms, in turn.</param>
    public NoticeLines(string name, int count, IReadOnlyList<string> hosts)
    {
        (this.name, this.count, this.hosts) = (name, count, hosts);
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
    }

    public static bool IsRefused(long index) => index % 1000 == 500;

    public static bool IsDuplicate(long index) => index % 1000 == 999;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        const int together = 50;
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            Append(lines, i);
            if (i % together < together - 1 && i < count - 1) continue;
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

    private void Append(StringBuilder lines, int index)
    {
        var target = IsDuplicate(index) ? index - 1 : index;
        var work = IsRefused(index) ? "" : "\"work\":{\"title\":\"The Long Road Home\",\"type\":\"film-tv\"},";
        lines.Append(CultureInfo.InvariantCulture,
            $$"""
            {"clientRef":"{{name}}-{{index}}",{{work}}
            """).Append(CultureInfo.InvariantCulture,
            $$"""
            "target":{"url":"https://{{hosts[target % hosts.Count]}}/{{name}}/{{target}}"},
            """).Append(
            """
            "rightsHolder":"Long Road Pictures",
            """).Append(
            """
            "evidence":[{"kind":"screenshot","url":"https://evidence.example/1.png"}]}
            """).Append('\n');
    }
}
