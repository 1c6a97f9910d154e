using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// A platform's webhook on real HTTP. What it answers is the test's to say; everything it was sent is kept.
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Push> pushes = Channel.CreateUnbounded<Push>();
    private readonly ConcurrentQueue<Push> all = new();

    private WebhookReceiver(WebApplication app) => this.app = app;

    public static async Task<WebhookReceiver> StartAsync(Func<HttpContext, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        if (answer is not null) receiver.Answer = answer;
        receiver.app.Run(receiver.ReceiveAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public static Task<WebhookReceiver> AnsweringAsync(int status) =>
        StartAsync(http => Task.FromResult(http.Response.StatusCode = status));

    /// <summary>Runs after the push was kept; without it the answer is 200.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public string Url => $"{app.Urls.Single()}/hook";

    public IReadOnlyCollection<Push> All => all;

    /// <summary>The next push, or a failure after the usual timeout.</summary>
    public async Task<Push> NextAsync() =>
        await pushes.Reader.ReadAsync().AsTask().WaitAsync(Following.Timeout, TimeProvider.System);

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        string Header(string name) => http.Request.Headers[name].ToString();
        var push = new Push(
            http.Request.Path, Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"),
            Header("content-type"), body.ToArray());
        all.Enqueue(push);
        await pushes.Writer.WriteAsync(push);
        await Answer(http);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}

/// <summary>One request to a webhook.</summary>
public sealed record Push(string Path, string Id, string Timestamp, string Signature, string ContentType, byte[] Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The notices of a delivery; a message of another type has none.</summary>
    public IReadOnlyList<JsonNode> Items => [.. (Json["data"] as JsonArray ?? []).Select(i => i!)];

    public IEnumerable<(Guid Notice, long Seq)> Places => Items.Select(i => (i.Id("noticeId"), i.Long("seq")));

    /// <summary>
    /// Standard Webhooks, written down once more from its specification: any one signature that fits is enough.
    /// </summary>
    public bool IsSignedBy(string secret)
    {
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var signed = Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Encoding.UTF8.GetString(Body)}");
        var expected = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
        return Signature.Split(' ')
            .Where(s => s.StartsWith("v1,", StringComparison.Ordinal))
            .Any(s => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(s["v1,".Length..]), expected));
    }
}

public static class PushedPlatforms
{
    public static Task<Organisation> PushedAsync(this TestServer server, string host, WebhookReceiver receiver) =>
        server.PushedAsync(host, receiver.Url);

    public static Task<Organisation> PushedAsync(this TestServer server, string host, string url) =>
        server.PlatformAsync(host, new { connector = new { kind = "webhook", url } });

    public static string Secret(this Organisation platform) => platform.Registered["connector"].Text("secret");
}
