using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>A claimant's endpoint for its events; it records them before it answers.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private readonly ConcurrentQueue<FeedItem> posted = new();
    private readonly WebApplication endpoint;

    private Subscriber(WebApplication endpoint)
    {
        this.endpoint = endpoint;
        endpoint.Run(ReceiveAsync);
    }

    public IReadOnlyCollection<FeedItem> Posted => posted;

    /// <summary>Subscribes to everything from the first event on.</summary>
    public static async Task<Subscriber> StartAsync(Caller claimant, int port)
    {
        var subscriber = new Subscriber(WebhookPlatform.Open(port));
        await subscriber.endpoint.StartAsync();
        await claimant.CallAsync(api => api.Subscriptions.AddAsync(
            new() { Url = $"http://127.0.0.1:{port}/events", After = "0" }, "events"));
        return subscriber;
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        var message = await JsonSerializer.DeserializeAsync(
            http.Request.Body, TakedownJson.Default.WebhookEvents, http.RequestAborted);
        foreach (var item in message!.Data) posted.Enqueue(item);
    }

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();
}
