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
/// Is pushed to. It keeps what it was sent before it answers, answers each notice once however often it came, and now
/// and then takes a delivery but says it did not.
/// </summary>
internal sealed class WebhookPlatform : Platform
{
    private readonly ConcurrentQueue<InboxItem> pushed = new();
    private readonly ConcurrentDictionary<Guid, bool> known = new();
    private readonly Random random;
    private readonly WebApplication door;

    private WebhookPlatform(string name, Guid id, Caller caller, Random random, WebApplication door)
        : base(name, id, caller, new Answers(id, random, Saying.OverHttp(caller)))
    {
        (this.random, this.door) = (random, door);
        door.Run(ReceiveAsync);
    }

    public override IReadOnlyCollection<InboxItem> Pushed => pushed;

    /// <summary>A door that is open before the platform is registered, because its address has to be.</summary>
    public static WebApplication Open(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    public static async Task<WebhookPlatform> StartAsync(
        string name, Guid id, Caller caller, Random random, WebApplication door)
    {
        var platform = new WebhookPlatform(name, id, caller, random, door);
        await door.StartAsync();
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
        // Longer than the servers wait: they cannot know that it was taken.
        if (Slow && roll < 10) await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, http.RequestAborted);
        if (roll == 19) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
    }

    public override async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await base.DisposeAsync();
    }
}
