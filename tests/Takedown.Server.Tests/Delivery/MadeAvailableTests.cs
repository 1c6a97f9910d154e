using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Delivery;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Delivery;

/// <summary>
/// A platform that does not answer its pushes is not outside every clock: its notices enter its pull inbox.
/// </summary>
public sealed class MadeAvailableTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task After_the_policys_time_a_failing_push_is_in_the_pull_inbox_and_its_clocks_run()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var (platform, claimant, id) = await FailAsync("offer.example", receiver);
        var accepted = (await claimant.NoticeAsync(id)).Time("acceptedAt");
        await server.AdvanceAsync("PT14M");
        Assert.Equal("failed", (await claimant.NoticeAsync(id))["delivery"].Text("status"));
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);

        await server.AdvanceAsync("PT2M");

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("delivered", "offered", "webhook.status-403", "running"),
            (notice.Text("state"), notice["delivery"].Text("status"), notice["delivery"].Text("code"),
                notice["sla"].Text("status")));
        Assert.InRange(notice.Time("deliveredAt") - accepted, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15.5));
        Assert.Equal(notice.Time("deliveredAt").AddHours(24), notice["deadlines"].Time("act"));
        var item = Assert.Single((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);
        Assert.Equal((id, receiver.All.First().Places.Single().Seq), (item.Id("noticeId"), item.Long("seq")));
        Assert.Equal(notice.Time("deliveredAt"), item.Time("deliveredAt"));
        Assert.Contains("made-available", await claimant.TimelineAsync(id));
        Assert.DoesNotContain("delivered", await claimant.TimelineAsync(id));
        Assert.Contains(await claimant.FeedAsync(), e => e.Text("type") == "made-available" && e.Id("noticeId") == id);
        Assert.Contains(await platform.FeedAsync(), e => e.Text("type") == "made-available" && e.Id("noticeId") == id);
        Assert.Equal([id], await ListAsync(claimant.Api, "offered"));
        Assert.Empty(await ListAsync(claimant.Api, "delivered"));
        Assert.Empty(await ListAsync(claimant.Api, "failed"));
    }

    [Fact]
    public async Task Sixty_days_of_silence_are_a_breach_before_somebody_however_the_clock_gets_there()
    {
        var platform = await server.PushedAsync("silent.example", "http://127.0.0.1:9/hook");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://silent.example/1"));

        // Not waiting for the failure: the first push is tried before the clock moves.
        await server.AdvanceAsync("P60D");

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("escalated", "breached", "offered"),
            (notice.Text("state"), notice["sla"].Text("status"), notice["delivery"].Text("status")));
        var escalation = Assert.Single(
            (await server.Operator.GetAsync($"/v1/escalations?status=open&platform={platform.Id}")).Must(200).Items);
        Assert.Equal((id, "act"), (escalation.Id("noticeId"), escalation.Text("deadline")));
        var timeline = await claimant.TimelineAsync(id);
        string[] road = ["accepted", "delivery-failed", "made-available", "deadline-breached", "escalated"];
        Assert.Equal(road, timeline.Where(road.Contains).Distinct());
        var counts = (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
        Assert.Equal(
            (1, 1, 1, 1, 1),
            (counts.Long("received"), counts.Long("delivered"), counts.Long("undeliverable"), counts.Long("breached"),
                counts.Long("open")));
        Assert.Equal(0, counts["onTimeRate"]!.GetValue<double>());
        var points = (await server.Operator.GetAsync($"/v1/compliance/trend?platform={platform.Id}"))
            .Must(200).Json["points"]!.AsArray();
        Assert.Equal(1, points.Sum(p => p.Long("undeliverable")));
        var listed = (await server.Operator.GetAsync("/v1/compliance/platforms?limit=1000")).Must(200).Items;
        Assert.Equal(1, listed.Single(p => p.Id("platformId") == platform.Id).Long("undeliverable"));
    }

    [Fact]
    public async Task A_later_push_makes_it_delivered_and_moves_no_clock()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var (platform, claimant, id) = await FailAsync("later.example", receiver);
        await server.AdvanceAsync("PT16M");
        var offered = await claimant.NoticeAsync(id);
        receiver.Answer = _ => Task.CompletedTask;

        // On a busy machine a push may still have met the former answer; the next one is due later.
        var notice = await Following.WaitUntilAsync(
            async () =>
            {
                await server.AdvanceAsync("PT1H");
                return await claimant.NoticeAsync(id);
            },
            n => n["delivery"].Text("status") == "delivered");
        Assert.Equal("delivered", notice.Text("state"));
        Assert.Equal(offered.Time("deliveredAt"), notice.Time("deliveredAt"));
        Assert.Equal($"{offered["deadlines"]}", $"{notice["deadlines"]}");
        Assert.Null(notice["delivery"]!["code"]);
        Assert.Single(receiver.All.SelectMany(p => p.Places).Distinct());
        Assert.Single((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);
        Assert.Equal("delivered", (await claimant.TimelineAsync(id))[^1]);
        var counts = (await server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
        Assert.Equal(
            (1, 0, 1), (counts.Long("delivered"), counts.Long("undeliverable"), counts.Long("open")));
    }

    [Fact]
    public async Task The_platform_answers_it_from_its_inbox_and_is_pushed_no_more()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var (platform, claimant, id) = await FailAsync("pull.example", receiver);
        var other = await claimant.AcceptAsync(Sample.Notice("https://pull.example/withdrawn"));
        await claimant.NoticeUntilAsync(other, n => n["delivery"].Text("status") == "failed");
        await server.AdvanceAsync("PT16M");
        Assert.Equal("applied", await platform.SayAsync(id, "acknowledged"));
        (await claimant.Api.PostAsync($"/v1/notices/{other}/withdrawal", new { })).Must(200);
        await PushedAllAsync(claimant, receiver, "https://pull.example/between");
        var pushed = receiver.All.Count;

        await server.AdvanceAsync("P1D");
        await PushedAllAsync(claimant, receiver, "https://pull.example/after");

        Assert.All(receiver.All.Skip(pushed), p => Assert.DoesNotContain(p.Places, i => i.Notice == id));
        Assert.All(receiver.All.Skip(pushed), p => Assert.DoesNotContain(p.Places, i => i.Notice == other));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(("removed", "offered"), (notice.Text("state"), notice["delivery"].Text("status")));
    }

    [Fact]
    public async Task The_time_is_that_of_the_policy_the_notice_was_accepted_under()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var policy = (await server.Operator.GetAsync("/v1/policies/CN-NFT")).Must(200).Json;
        policy["deadlines"]!["offer"] = new System.Text.Json.Nodes.JsonObject
        {
            ["unit"] = "running", ["duration"] = "PT2H",
        };
        (await server.Operator.PutAsync("/v1/policies/CN-NFT", policy)).Must(200);
        var platform = await server.PlatformAsync("nft.example", new
        {
            serviceType = "nft-platform", connector = new { kind = "webhook", url = receiver.Url },
        });
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://nft.example/1", type: "art"));
        await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
        policy["deadlines"]!["offer"]!["duration"] = "PT1M";
        (await server.Operator.PutAsync("/v1/policies/CN-NFT", policy)).Must(200);

        await server.AdvanceAsync("PT1H");
        Assert.Equal("accepted", await claimant.StateAsync(id));
        await server.AdvanceAsync("PT61M");
        Assert.Equal("delivered", await claimant.StateAsync(id));
        policy["deadlines"]!["offer"]!["duration"] = "PT0S";
        Assert.Contains(
            ("/deadlines/offer/duration", "value.out-of-range"),
            (await server.Operator.PutAsync("/v1/policies/CN-NFT", policy)).Must(400).Faults);
        Assert.NotEqual(default, platform.Id);
    }

    [Fact]
    public async Task Several_sweeps_at_once_after_a_restart_make_it_available_once()
    {
        await using var own = await Disposable.StartAsync();
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var platform = await own.Server.PushedAsync("once.example", receiver);
        var claimant = await own.Server.ClaimantAsync();
        var batch = await claimant.SubmitManyAsync(
            Enumerable.Range(0, 30).Select(i => Sample.Notice($"https://once.example/{i}")));
        await Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync($"/v1/notices?batch={batch}&delivery=failed")).Items.Count,
            n => n == 30);
        await own.Server.RestartAsync();
        (claimant, platform) = (
            claimant with { Api = own.Server.With(claimant.Key) },
            platform with { Api = own.Server.With(platform.Key) });
        await own.Server.AdvanceAsync("PT14M");

        var sweep = own.Server.Services.GetRequiredService<OfferSweep>();
        var turns = Enumerable.Range(0, 8).Select(_ => sweep.RunAsync()).ToList();
        await own.Server.AdvanceAsync("PT3M");
        await Task.WhenAll([.. turns, .. Enumerable.Range(0, 8).Select(_ => sweep.RunAsync())]);

        var items = (await platform.Api.GetAsync("/v1/inbox?limit=1000")).Must(200).Items;
        Assert.Equal(Enumerable.Range(1, 30).Select(i => (long)i), items.Select(i => i.Long("seq")));
        Assert.Equal(30, items.Select(i => i.Id("noticeId")).Distinct().Count());
        Assert.Equal(30, (await claimant.FeedAsync()).Count(e => e.Text("type") == "made-available"));
        var stranger = await own.Server.PlatformAsync("stranger.example");
        Assert.Empty((await stranger.Api.GetAsync("/v1/inbox")).Must(200).Items);
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> FailAsync(
        string host, WebhookReceiver receiver)
    {
        var platform = await server.PushedAsync(host, receiver);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice($"https://{host}/1"));
        await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
        return (platform, claimant, id);
    }

    /// <summary>The queue of a platform is served in order: what was sent before this one has been tried.</summary>
    private static async Task PushedAllAsync(Organisation claimant, WebhookReceiver receiver, string url)
    {
        var id = await claimant.AcceptAsync(Sample.Notice(url));
        await Following.WaitUntilAsync(
            () => Task.FromResult(receiver.All.Count(p => p.Places.Any(i => i.Notice == id))), n => n > 0);
    }

    private static async Task<IEnumerable<Guid>> ListAsync(Api api, string delivery) =>
        (await api.GetAsync($"/v1/notices?delivery={delivery}&limit=1000")).Must(200).Items.Select(n => n.Id("id"));
}
