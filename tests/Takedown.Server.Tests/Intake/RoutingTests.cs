using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>Which platform a URL leads to, and what becomes of one that leads nowhere.</summary>
public sealed class RoutingTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("https://long.example/1", "plain")]
    [InlineData("https://www.long.example/1", "plain")]
    [InlineData("https://a.b.long.example/1", "plain")]
    [InlineData("https://video.long.example/1", "subdomain")]
    [InlineData("https://m.video.long.example/1", "subdomain")]
    [InlineData("https://long.example/video/1", "path")]
    [InlineData("https://long.example/video", "path")]
    [InlineData("https://long.example/videos/1", "plain")]
    [InlineData("https://long.example:8443/1", "port")]
    [InlineData("https://long.example:443/1", "plain")]
    [InlineData("https://alice.pages.long.example/1", "wildcard")]
    [InlineData("https://pages.long.example/1", "plain")]
    [InlineData("https://视频.long.example/1", "idn")]
    [InlineData("https://xn--cy2a840a.long.example/1", "idn")]
    [InlineData("https://notlong.example/1", null)]
    [InlineData("https://long.example.evil.example/1", null)]
    public async Task The_longest_registered_host_has_the_URL(string url, string? platform)
    {
        var world = await WorldAsync();
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(Sample.Notice(url));
        if (platform is null) Assert.Equal(["/target/url platform.unknown"], answer.ItemFaults());
        else Assert.Equal(
            world[platform], (await claimant.NoticeAsync(answer.NoticeId()))["platformId"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task A_named_platform_goes_before_the_host()
    {
        var named = await server.PlatformAsync(Bodies.NewHost("named"));
        var host = Bodies.NewHost("host");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(new
        {
            platformId = named.Id,
            work = new { title = "A" },
            target = new { url = $"https://{host}/1" },
            evidence = new[] { new { sha256 = Sample.Sha256 } },
        });
        Assert.Equal(named.Id, (await claimant.NoticeAsync(answer.NoticeId()))["platformId"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task A_named_platform_that_is_none_is_refused_though_the_host_is_known()
    {
        var host = Bodies.NewHost("host");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        foreach (var none in new[] { claimant.Id, Guid.Empty })
        {
            var answer = await claimant.SubmitAsync(new
            {
                platformId = none,
                work = new { title = "A" },
                target = new { url = $"https://{host}/1" },
                evidence = new[] { new { sha256 = Sample.Sha256 } },
            });
            Assert.Equal(["/platformId platform.unknown"], answer.ItemFaults());
        }
    }

    [Fact]
    public async Task What_leads_nowhere_is_kept_for_the_operator_and_can_be_sent_again_once_the_platform_is_there()
    {
        var host = Bodies.NewHost("later");
        var claimant = await server.ClaimantAsync();
        var batch = await claimant.SubmitAsync(
            Sample.Notice($"https://www.{host}/1", "a"), Sample.Notice("nonsense", "b"),
            Sample.Notice($"https://{host}/2", "c"));
        Assert.Equal((3, 0, 0, 3), batch.Counts());

        var unrouted = (await UnroutedAsync()).Where(i => i["batchId"]!.GetValue<Guid>() == batch.Id()).ToList();
        Assert.Equal(
            [(0, $"www.{host}"), (2, host)],
            unrouted.Select(i => (i["index"]!.GetValue<int>(), i["host"]!.GetValue<string>())));
        Assert.All(unrouted, i => Assert.Equal(claimant.Id, i["claimantId"]!.GetValue<Guid>()));

        var platform = await server.PlatformAsync(host);
        var resend = (await claimant.Api.GetAsync($"/v1/batches/{batch.Id()}/results?status=rejected&format=resend"))
            .Must(200).Body;
        // The server sends them on by itself; who sends them again, before or after it, does no harm.
        var again = (await claimant.SendBatchAsync(resend)).Must(202).Statuses();
        Assert.Single(again, status => status == "rejected");
        Assert.All(again, status => Assert.True(status is "accepted" or "duplicate" or "rejected", status));
        await platform.InboxUntilAsync(items => items.Count == 2);
    }

    [Fact]
    public async Task A_host_given_up_by_a_platform_leads_nowhere_from_then_on()
    {
        var host = Bodies.NewHost("given-up");
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        Assert.Equal(["accepted"], (await claimant.SubmitAsync(Sample.Notice($"https://{host}/1"))).Statuses());
        (await server.Operator.PatchAsync($"/v1/organisations/{platform.Id}", new { hosts = new[] { "new-" + host } }))
            .Must(200);
        Assert.Equal(["rejected"], (await claimant.SubmitAsync(Sample.Notice($"https://{host}/2"))).Statuses());
        Assert.Equal(["accepted"], (await claimant.SubmitAsync(Sample.Notice($"https://new-{host}/2"))).Statuses());
    }

    private static readonly SemaphoreSlim Once = new(1);
    private static Dictionary<string, Guid>? registered;

    private async Task<Dictionary<string, Guid>> WorldAsync()
    {
        await Once.WaitAsync();
        try
        {
            if (registered is not null) return registered;
            var world = new Dictionary<string, Guid>();
            foreach (var (name, host) in new[]
            {
                ("plain", "long.example"), ("subdomain", "video.long.example"), ("path", "long.example/video"),
                ("port", "long.example:8443"),
                ("wildcard", "*.pages.long.example"), ("idn", "视频.long.example"),
            })
            {
                world[name] = (await server.PlatformAsync(host)).Id;
            }
            return registered = world;
        }
        finally
        {
            Once.Release();
        }
    }

    private async Task<List<System.Text.Json.Nodes.JsonNode>> UnroutedAsync()
    {
        var all = new List<System.Text.Json.Nodes.JsonNode>();
        string? after = null;
        do
        {
            // Small pages, so that the cursor is used.
            var page = (await server.Operator.GetAsync($"/v1/operations/unrouted?limit=1"
                + $"{(after is null ? "" : $"&after={after}")}")).Must(200);
            all.AddRange(page.Items!);
            after = page.Json["next"]?.GetValue<string>();
        }
        while (after is not null);
        return all;
    }
}
