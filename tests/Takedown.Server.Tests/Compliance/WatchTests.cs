using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Compliance;

/// <summary>Saved queries with thresholds: told once for each crossing, to the regulator and to the platform.</summary>
public sealed class WatchTests(TestServer server) : IClassFixture<TestServer>
{
    private static object Watch(string metric = "breached", object? more = null, double value = 0) => new
    {
        name = "Silent platforms",
        query = more ?? new { metric, window = "P2D" },
        threshold = new { op = "above", value, minCount = 1 },
    };

    [Fact]
    public async Task A_crossing_is_told_once_and_again_only_after_it_was_normal()
    {
        var regulator = await server.RegulatorAsync("CN-440000");
        var platform = await server.PlatformAsync("crossing.example", new { region = "CN-440100" });
        var other = await server.PlatformAsync("calm.example", new { region = "CN-440100" });
        var claimant = await server.ClaimantAsync();
        var watch = (await regulator.Api.PostAsync("/v1/watches", Watch())).Must(201).Json;
        Assert.Empty(watch["crossed"]!.AsArray());
        await claimant.DeliverAsync(platform, Sample.Notice("https://crossing.example/1"));
        await server.AdvanceAsync("PT12H");
        Assert.Empty(await AlertsAsync(regulator, watch.Id("id")));
        await server.AdvanceAsync("PT13H");
        await server.AdvanceAsync("PT1H");

        var alert = Assert.Single(await AlertsAsync(regulator, watch.Id("id")));
        Assert.Equal((platform.Id, 1.0, 1),
            (alert.Id("platformId"), alert!["value"]!.GetValue<double>(), alert.Long("n")));
        Assert.Equal(
            platform.Id,
            (await regulator.Api.GetAsync($"/v1/watches/{watch.Id("id")}")).Must(200)
                .Json["crossed"]![0]!.GetValue<Guid>());
        var told = (await platform.Api.GetAsync("/v1/events")).Must(200).Items
            .Where(e => e.Text("type") == "watch-crossed").ToList();
        Assert.StartsWith("Silent platforms: breached = 1", Assert.Single(told)!["reason"].Text("text"),
            StringComparison.Ordinal);
        Assert.Null(told[0]!["noticeId"]);
        Assert.DoesNotContain(
            "watch-crossed", (await other.Api.GetAsync("/v1/events")).Must(200).Body, StringComparison.Ordinal);

        // Out of the window it is normal; the next breach is told again.
        await server.AdvanceAsync("P3D");
        Assert.Empty((await regulator.Api.GetAsync($"/v1/watches/{watch.Id("id")}")).Must(200)
            .Json["crossed"]!.AsArray());
        await claimant.DeliverAsync(platform, Sample.Notice("https://crossing.example/2"));
        await server.AdvanceAsync("P1DT1H");
        Assert.Equal(2, (await AlertsAsync(regulator, watch.Id("id"))).Count);

        (await regulator.Api.DeleteAsync($"/v1/watches/{watch.Id("id")}")).Must(204);
        (await regulator.Api.GetAsync($"/v1/watches/{watch.Id("id")}/alerts")).Must(404);
    }

    [Fact]
    public async Task A_platform_with_a_webhook_is_told_of_a_crossing_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var regulator = await server.RegulatorAsync("CN-450000");
        var platform = await server.PushedAsync("watched-push.example", receiver);
        (await server.Operator.PatchAsync($"/v1/organisations/{platform.Id}", new { region = "CN-450100" })).Must(200);
        (await regulator.Api.PostAsync("/v1/watches", Watch())).Must(201);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://watched-push.example/1"));
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        await server.AdvanceAsync("PT25H");
        await server.AdvanceAsync("PT1H");
        var push = (await Following.WaitUntilAsync(
            () => Task.FromResult(receiver.All.FirstOrDefault(p => p.Json.Text("type") == "watch.crossed")),
            found => found is not null))!;
        Assert.True(push.IsSignedBy(platform.Secret()));
        Assert.StartsWith("Silent platforms: breached = 1", push.Json["data"]!["reason"].Text("text"),
            StringComparison.Ordinal);
        await server.AdvanceAsync("PT2H");
        Assert.Single(receiver.All, p => p.Json.Text("type") == "watch.crossed");
    }

    [Fact]
    public async Task A_watch_belongs_to_its_body()
    {
        var (owner, other) = (await server.RegulatorAsync("CN-450000"), await server.RegulatorAsync("CN-460000"));
        var far = await server.PlatformAsync("far-watch.example", new { region = "CN-460100" });
        var id = (await owner.Api.PostAsync("/v1/watches", Watch())).Must(201).Json.Id("id");
        foreach (var reader in new[] { other.Api, server.Operator })
        {
            (await reader.GetAsync($"/v1/watches/{id}")).Must(404);
            (await reader.GetAsync($"/v1/watches/{id}/alerts")).Must(404);
            (await reader.DeleteAsync($"/v1/watches/{id}")).Must(404);
        }
        Assert.DoesNotContain(
            $"{id}", (await other.Api.GetAsync("/v1/watches")).Must(200).Body, StringComparison.Ordinal);
        // Another region's platform cannot be watched.
        (await owner.Api.PostAsync(
            "/v1/watches", Watch(more: new { metric = "breached", platform = far.Id }))).Must(404);
        (await far.Api.PostAsync("/v1/watches", Watch())).Must(403);
    }

    [Theory]
    [InlineData("""{"name":"x","query":{"metric":"breached"}}""", "/threshold")]
    [InlineData("""{"name":"x","query":{"metric":"breached"},"threshold":{}}""", "/threshold/op")]
    [InlineData("""{"name":"x","query":{"metric":"breached"},"threshold":{"op":"above"}}""", "/threshold/value")]
    [InlineData("""{"name":"x","threshold":{"op":"above","value":1}}""", "/query")]
    [InlineData("""{"name":"x","query":{"metric":"luck"},"threshold":{"op":"above","value":1}}""", "/query/metric")]
    [InlineData(
        """{"name":"x","query":{"metric":"p99","workType":"music"},"threshold":{"op":"above","value":1}}""",
        "/query/metric")]
    [InlineData(
        """{"name":"x","query":{"metric":"breached","window":"PT90M"},"threshold":{"op":"above","value":1}}""",
        "/query/window")]
    [InlineData("""{"name":" ","query":{"metric":"breached"},"threshold":{"op":"above","value":1}}""", "/name")]
    [InlineData(
        """{"name":"x","query":{"metric":"breached"},"threshold":{"op":"above","value":1,"minCount":0}}""",
        "/threshold/minCount")]
    [InlineData("""{"name":"x","query":{"metric":"breached"},"threshold":{"op":"beside","value":1}}""",
        "/threshold/op")]
    [InlineData("""{"name":"x","color":"red"}""", "/color")]
    public async Task A_bad_watch_is_refused_with_its_pointer(string body, string pointer)
    {
        var regulator = await server.RegulatorAsync("CN-430000");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await regulator.Api.Client.PostAsync("/v1/watches", content);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains($"\"{pointer}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_has_at_most_a_hundred()
    {
        var regulator = await server.RegulatorAsync("CN-420000");
        for (var i = 0; i < 100; i++) (await regulator.Api.PostAsync("/v1/watches", Watch())).Must(201);
        Assert.Equal("watch.too-many", (await regulator.Api.PostAsync("/v1/watches", Watch())).Must(409).Code);
    }

    private static async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode?>> AlertsAsync(
        Organisation reader, Guid watch) =>
        [.. (await reader.Api.GetAsync($"/v1/watches/{watch}/alerts")).Must(200).Items];
}
