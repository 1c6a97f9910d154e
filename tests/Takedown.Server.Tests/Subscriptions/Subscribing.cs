using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Subscriptions;

internal static class Subscribing
{
    /// <summary>Subscribes to what happens from now on; the answer has the secret.</summary>
    public static async Task<JsonNode> SubscribeAsync(this Organisation reader, string url, params string[] events)
    {
        // A feed holds back what an older transaction may still slip in front of.
        if (TestStore.IsPostgres) (await reader.Api.PostAsync("/v1/sandbox/clock", new { advance = "PT0S" })).Must(200);
        object body = events.Length == 0 ? new { url } : new { url, events };
        return (await reader.Api.PostAsync("/v1/subscriptions", body)).Must(201).Json;
    }

    public static async Task<JsonNode> SubscriptionAsync(this Organisation reader, Guid id) =>
        (await reader.Api.GetAsync($"/v1/subscriptions/{id}")).Must(200).Json;

    public static async Task<JsonArray> DeliveriesAsync(this Organisation reader, Guid id) =>
        (await reader.Api.GetAsync($"/v1/subscriptions/{id}/deliveries")).Must(200).Items;

    /// <summary>The subscription when it is as asked, or a failure after the usual timeout.</summary>
    public static async Task<JsonNode> SubscriptionUntilAsync(
        this Organisation reader, Guid id, Func<JsonNode, bool> isIt) =>
        await Following.WaitUntilAsync(() => reader.SubscriptionAsync(id), isIt);

    /// <summary>Type and cursor of the events of a push.</summary>
    public static IEnumerable<(string Type, string Cursor)> Events(this Push push) =>
        push.Items.Select(i => (i.Text("type"), i.Text("cursor")));
}
