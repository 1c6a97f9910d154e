using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests;

/// <summary>Batches as texts and as streams, the way scripts send them.</summary>
public static class Bodies
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";

    public static string Line(object notice) => JsonSerializer.Serialize(notice) + "\n";

    public static string Lines(IEnumerable<object> notices) => string.Concat(notices.Select(Line));

    public static Task<Answer> SendBatchAsync(
        this Organisation claimant, string body, string type = Ndjson, string? key = null, string query = "",
        string? language = null) =>
        claimant.Api.SendAsync(HttpMethod.Post, "/v1/batches" + query, body, type, Headers(key, language));

    public static Task<Answer> SendBatchAsync(
        this Organisation claimant, byte[] body, string type = Ndjson, string? key = null) =>
        claimant.Api.SendAsync(HttpMethod.Post, "/v1/batches", body, type, Headers(key, null));

    /// <summary>Sends a body that is never whole in memory.</summary>
    public static Task<Answer> StreamBatchAsync(
        this Organisation claimant, Func<Stream, Task> write, string type = Ndjson, string? key = null) =>
        claimant.Api.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = new Streamed(write, type) },
            Headers(key, null));

    private static int hosts;

    /// <summary>A host that no other test has.</summary>
    public static string NewHost(string name = "host") => $"{name}-{Interlocked.Increment(ref hosts)}.example";

    private static (string Name, string Value)[] Headers(string? key, string? language)
    {
        var headers = new List<(string, string)>();
        if (key is not null) headers.Add(("Idempotency-Key", key));
        if (language is not null) headers.Add(("Accept-Language", language));
        return [.. headers];
    }

    private sealed class Streamed : HttpContent
    {
        private readonly Func<Stream, Task> write;

        public Streamed(Func<Stream, Task> write, string type)
        {
            this.write = write;
            Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
