using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Subscriptions;

/// <summary>Who may subscribe, to what, and how the secret changes.</summary>
public sealed class SubscriptionAccessTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Only_the_events_asked_for_are_posted_from_the_place_asked_for()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await server.DeliveredAsync("filtered.example");
        await platform.SayAsync(id, "action-taken", "removed");
        var made = (await claimant.Api.PostAsync("/v1/subscriptions", new
        {
            url = receiver.Url, events = new[] { "action-taken", "rejected" }, description = "Cases", after = "0",
        })).Must(201).Json;
        var push = await receiver.NextAsync();
        Assert.Equal(["action-taken"], push.Events().Select(e => e.Type));
        var second = await claimant.DeliverAsync(platform, Sample.Notice("https://filtered.example/2"));
        await platform.SayAsync(second, "rejected", reason: new { code = "not-infringing", text = "Licensed" });
        Assert.Equal(["rejected"], (await receiver.NextAsync()).Events().Select(e => e.Type));

        var path = $"/v1/subscriptions/{made.Id("id")}";
        var changed = (await claimant.Api.SendAsync(
            HttpMethod.Patch, path, """{"events":null,"description":null,"active":false}""", "application/json"))
            .Must(200).Json;
        Assert.Null(changed["events"]);
        Assert.Null(changed["description"]);
        await claimant.DeliverAsync(platform, Sample.Notice("https://filtered.example/3"));
        await server.AdvanceAsync("PT1M");
        Assert.Equal(2, receiver.All.Count);
        (await claimant.Api.PatchAsync(path, new { active = true })).Must(200);
        Assert.Equal("accepted", (await receiver.NextAsync()).Events().First().Type);
        (await claimant.Api.DeleteAsync(path)).Must(204);
        (await claimant.Api.GetAsync(path)).Must(404);
    }

    [Theory]
    [InlineData("""{}""", "/url", "field.required")]
    [InlineData("""{"url":"ftp://a.example"}""", "/url", "connector.url")]
    [InlineData("""{"url":"https://user:word@a.example"}""", "/url", "connector.url")]
    [InlineData("""{"url":"https://a.example","events":["thunder"]}""", "/events/0", "value.unknown")]
    [InlineData("""{"url":"https://a.example","events":["accepted","accepted"]}""", "/events/1", "value.duplicate")]
    [InlineData("""{"url":"https://a.example","events":[]}""", "/events", "field.required")]
    [InlineData("""{"url":"https://a.example","after":"x"}""", "/after", "cursor.invalid")]
    [InlineData("""{"url":"https://a.example","active":null}""", "/active", "field.required")]
    [InlineData("""{"url":"https://a.example","topic":"x"}""", "/topic", "field.unknown")]
    public async Task What_cannot_be_is_refused(string body, string pointer, string code)
    {
        var claimant = await server.ClaimantAsync();
        var refused = (await claimant.Api.SendAsync(HttpMethod.Post, "/v1/subscriptions", body, "application/json"))
            .Must(400);
        Assert.Equal((pointer, code), Assert.Single(refused.Faults));
    }

    [Fact]
    public async Task Another_organisation_finds_nothing_and_ten_are_enough()
    {
        var (claimant, other) = (await server.ClaimantAsync(), await server.ClaimantAsync("Other Ltd"));
        var body = await server.RegulatorAsync("CN-440000");
        var first = await claimant.SubscribeAsync("https://a.example/1");
        var path = $"/v1/subscriptions/{first.Id("id")}";
        foreach (var stranger in new[] { other, body })
        {
            (await stranger.Api.GetAsync(path)).Must(404);
            (await stranger.Api.PatchAsync(path, new { active = false })).Must(404);
            (await stranger.Api.DeleteAsync(path)).Must(404);
            (await stranger.Api.PostAsync($"{path}/secret", new { })).Must(404);
            (await stranger.Api.PostAsync($"{path}/test", new { })).Must(404);
            (await stranger.Api.GetAsync($"{path}/deliveries")).Must(404);
            (await stranger.Api.PostAsync($"{path}/deliveries/{NewId.Next()}/redelivery", new { })).Must(404);
            Assert.Empty((await stranger.Api.GetAsync("/v1/subscriptions")).Must(200).Items);
        }
        for (var i = 2; i <= 10; i++) await claimant.SubscribeAsync($"https://a.example/{i}");
        var eleventh = await claimant.Api.PostAsync("/v1/subscriptions", new { url = "https://a.example/11" });
        Assert.Equal("subscription.too-many", eleventh.Must(409).Code);
        Assert.Equal(10, (await claimant.Api.GetAsync("/v1/subscriptions?limit=100")).Must(200).Items.Count);
        (await claimant.Api.PatchAsync(path, new { after = "0" })).Must(400);
    }

    [Fact]
    public async Task A_former_secret_signs_for_a_day_after_a_rotation()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, _) = await server.DeliveredAsync("secret.example");
        var made = await claimant.SubscribeAsync(receiver.Url, "delivered");
        var (former, path) = (made.Text("secret"), $"/v1/subscriptions/{made.Id("id")}/secret");
        var fresh = (await claimant.Api.PostAsync(path, new { }, ("Idempotency-Key", "once"))).Must(201).Json;
        var same = (await claimant.Api.PostAsync(path, new { }, ("Idempotency-Key", "once"))).Must(201).Json;
        Assert.Equal(fresh.Text("secret"), same.Text("secret"));
        Assert.Equal("webhook.rotated-recently", (await claimant.Api.PostAsync(path, new { })).Must(429).Code);
        await claimant.DeliverAsync(platform, Sample.Notice("https://secret.example/2"));
        var overlap = await receiver.NextAsync();
        await server.AdvanceAsync("P1DT1M");
        await claimant.DeliverAsync(platform, Sample.Notice("https://secret.example/3"));
        var after = await receiver.NextAsync();
        Assert.Equal((true, true), (overlap.IsSignedBy(former), overlap.IsSignedBy(fresh.Text("secret"))));
        Assert.Equal((false, true), (after.IsSignedBy(former), after.IsSignedBy(fresh.Text("secret"))));
    }

    [Fact]
    public async Task Nothing_is_posted_for_an_organisation_whose_keys_are_revoked()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await server.DeliveredAsync("revoked.example");
        await claimant.SubscribeAsync(receiver.Url);
        (await server.Operator.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        await platform.SayAsync(id, "acknowledged");
        await server.AdvanceAsync("PT5M");
        Assert.Empty(receiver.All);
        (await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/keys", new { })).Must(201);
        Assert.Contains("acknowledged", (await receiver.NextAsync()).Events().Select(e => e.Type));
    }
}
