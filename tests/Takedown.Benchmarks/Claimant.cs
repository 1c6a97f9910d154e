using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Takedown.Contracts.Json;
using Takedown.Server.Tests.Executable;

namespace Takedown.Benchmarks;

/// <summary>Notices made before the clock starts, as lines and as the body that carries them.</summary>
internal sealed record Batch(Claimant Sender, IReadOnlyList<string> Lines)
{
    public int Count => Lines.Count;

    public byte[] Body { get; } = Encoding.UTF8.GetBytes(string.Join('\n', Lines));
}

/// <summary>A claimant that never sends the same notice twice.</summary>
internal sealed class Claimant(Registered party, int number, IReadOnlyList<string> hosts)
{
    private long made;

    public Registered Party => party;

    /// <summary>Notices for all platforms in turn.</summary>
    public Batch Make(int count, int firstPlatform = 0) =>
        new(this, [.. Enumerable.Range(firstPlatform, count).Select(i => Line(hosts[i % hosts.Count]))]);

    public async Task SendAsync(Batch batch, CancellationToken stop)
    {
        using var body = new ByteArrayContent(batch.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
        using var answer = await party.Http.PostAsync("/v1/batches", body, stop);
        answer.EnsureSuccessStatusCode();
        var view = await answer.Content.ReadFromJsonAsync(TakedownJson.Default.BatchView, stop);
        if (view!.Accepted != batch.Count) throw new InvalidOperationException($"Only {view.Accepted} of {batch.Count} notices were accepted.");
    }

    /// <summary>About 900 bytes, as an agent for a film distributor would send it.</summary>
    private string Line(string host)
    {
        var serial = ++made;
        var hash = serial.ToString("x8", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $$$"""
            {"clientRef":"{{{number}}}-{{{serial:D12}}}","ipType":"copyright","work":{"title":"The Long Road Home, season 2, episode {{{serial % 40}}}","type":"film-tv","registrationNo":"2026-F-{{{serial % 100000:D8}}}"},"target":{"url":"https://{{{host}}}/watch/{{{number}}}/{{{serial}}}?from=feed","type":"url","account":{"id":"u{{{serial % 20000:D8}}}","name":"Uploader {{{serial % 20000}}}"},"locator":"00:01:30-00:44:10"},"infringement":"full-copy","rightsHolder":{"name":"Long Road Pictures Co., Ltd.","kind":"company","email":"rights@longroad.example","phone":"+86 10 5555 0100","address":"88 Jianguo Road, Chaoyang, Beijing","country":"CN"},"statements":["truth","good-faith"],"evidence":[{"kind":"screenshot","sha256":"{{{new string('a', 56)}}}{{{hash}}}","url":"https://evidence.example/{{{number}}}/{{{serial}}}.png","capturedAt":"2026-01-05T08:30:00Z"},{"kind":"ownership","sha256":"{{{new string('b', 56)}}}{{{hash}}}"}],"measures":["delete"]}
            """);
    }
}
