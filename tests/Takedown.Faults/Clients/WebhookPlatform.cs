using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>
/// A platform that receives webhooks. It records a delivery before it answers, responds to each notice once even if it
/// is delivered repeatedly, and sometimes returns an error although it has recorded the delivery.
/// </summary>
internal sealed class WebhookPlatform : Platform
{
    private readonly ConcurrentQueue<InboxItem> pushed = new();
    private readonly ConcurrentDictionary<Guid, bool> known = new();
    private readonly Random random;
    private readonly WebApplication endpoint;

    private WebhookPlatform(string name, Guid id, Caller caller, Random random, WebApplication endpoint)
        : base(name, id, caller, new Answers(id, random, Saying.OverHttp(caller)))
    {
        (this.random, this.endpoint) = (random, endpoint);
        endpoint.Run(ReceiveAsync);
    }

    public override IReadOnlyCollection<InboxItem> Pushed => pushed;

    public override bool Has(Guid notice) => known.ContainsKey(notice);

    /// <summary>
    /// Whether it never answers with an error. Two of them make a delivery pause for a minute, whatever the servers do.
    /// </summary>
    public bool Steady { get; init; }

    /// <summary>
    /// Opens the endpoint before the platform is registered, because the registration needs its address.
    /// </summary>
    public static WebApplication Open(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    public static async Task<WebhookPlatform> StartAsync(
        string name, Guid id, Caller caller, Random random, WebApplication endpoint, bool steady)
    {
        var platform = new WebhookPlatform(name, id, caller, random, endpoint) { Steady = steady };
        await endpoint.StartAsync();
        return platform;
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        var delivery = await JsonSerializer.DeserializeAsync(
            http.Request.Body, TakedownJson.Default.WebhookDelivery, http.RequestAborted);
        foreach (var item in delivery!.Data)
        {
            pushed.Enqueue(item);
            if (known.TryAdd(item.NoticeId, true)) Answers.Add([item.NoticeId]);
        }
        int roll;
        lock (random) roll = random.Next(20);
        // Longer than the timeout of the servers, which then cannot know that the delivery was recorded.
        if (Slow && roll < 10) await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, http.RequestAborted);
        if (roll == 19 && !Steady) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
    }

    public override async ValueTask DisposeAsync()
    {
        await endpoint.DisposeAsync();
        await base.DisposeAsync();
    }
}
