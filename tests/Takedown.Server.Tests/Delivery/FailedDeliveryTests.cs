using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Delivery;

/// <summary>A delivery that was given up is seen by whom it concerns and comes back by hand or by the sweep.</summary>
public sealed class FailedDeliveryTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_claimant_sees_it_on_the_notice_in_the_feed_and_in_the_list()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var (platform, claimant, id) = await FailAsync("seen.example", receiver);

        var delivery = (await claimant.NoticeAsync(id))["delivery"];
        Assert.Equal(
            ("failed", 1, "webhook.status-403"),
            (delivery.Text("status"), delivery.Long("failures"), delivery.Text("code")));
        var told = Assert.Single(await claimant.FeedAsync(), e => e.Text("type") == "delivery-failed");
        Assert.Equal(
            (id, "accepted", "webhook.status-403"),
            (told.Id("noticeId"), told.Text("state"), told["reason"].Text("code")));
        Assert.Equal(["accepted", "delivery-failed"], await claimant.TimelineAsync(id));
        Assert.Equal([id], await ListAsync(claimant.Api, "failed"));
        Assert.Empty(await ListAsync(claimant.Api, "pending"));
        Assert.Empty(await ListAsync(claimant.Api, "delivered"));
        Assert.Contains(id, await ListAsync(server.Operator, $"failed&platform={platform.Id}"));
        (await platform.Api.GetAsync($"/v1/notices/{id}")).Must(404);
    }

    [Fact]
    public async Task The_operator_puts_it_back_on_its_way_by_hand()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var (platform, claimant, id) = await FailAsync("hand.example", receiver);
        receiver.Answer = _ => Task.CompletedTask;
        (await claimant.Api.PostAsync("/v1/operations/deliveries/retry", new { })).Must(403);

        Assert.Equal(
            1,
            (await server.Operator.PostAsync($"/v1/operations/deliveries/retry?platform={platform.Id}", new { }))
                .Must(200).Json.Long("retried"));

        var notice = await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        Assert.Equal("delivered", notice["delivery"].Text("status"));
        Assert.Equal(["accepted", "delivery-failed", "delivered"], await claimant.TimelineAsync(id));
        Assert.Equal([id], await ListAsync(claimant.Api, "delivered"));
        var (first, second) = (receiver.All.First(), receiver.All.Last());
        Assert.Equal((first.Id, first.Places.Single()), (second.Id, second.Places.Single()));
    }

    /// <summary>As where the sandbox clock was moved, and this process has not looked yet.</summary>
    [Fact]
    public async Task Nothing_is_delivered_before_it_was_accepted_by_a_clock_ahead()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var (platform, claimant, id) = await FailAsync("ahead.example", receiver);
        receiver.Answer = _ => Task.CompletedTask;
        await server.Services.GetRequiredService<Database>().WriteAsync(s => s.ExecuteAsync(
            "UPDATE notices SET accepted_at = accepted_at + 86400000 WHERE id = @id", new { id }));

        (await server.Operator.PostAsync($"/v1/operations/deliveries/retry?platform={platform.Id}", new { })).Must(200);

        var notice = await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        var timeline = (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items.ToList();
        Assert.Equal(notice.Text("acceptedAt"), notice.Text("deliveredAt"));
        Assert.Equal(notice.Text("deliveredAt"), timeline.Single(e => e.Text("type") == "delivered").Text("at"));
    }

    [Fact]
    public async Task The_sweep_tries_again_after_the_pause_and_not_before()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var (_, claimant, id) = await FailAsync("pause.example", receiver);
        receiver.Answer = _ => Task.CompletedTask;

        await server.AdvanceAsync("PT45S");
        // Its queue serves in order: had the sweep sent the first one, it would be there before this one.
        var later = await claimant.AcceptAsync(Sample.Notice("https://pause.example/later"));
        await claimant.NoticeUntilAsync(later, n => n.Text("state") == "delivered");
        Assert.Equal("accepted", await claimant.StateAsync(id));

        await server.AdvanceAsync("PT30S");
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
    }

    [Fact]
    public async Task What_is_withdrawn_before_it_was_delivered_is_never_pushed_again()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var (platform, claimant, id) = await FailAsync("gone.example", receiver);
        receiver.Answer = _ => Task.CompletedTask;
        Assert.Equal(
            "withdrawn",
            (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200).Json.Text("state"));

        Assert.Equal(
            0,
            (await server.Operator.PostAsync($"/v1/operations/deliveries/retry?platform={platform.Id}", new { })).Json
                .Long("retried"));
        await server.AdvanceAsync("PT2H");
        var later = await claimant.AcceptAsync(Sample.Notice("https://gone.example/later"));
        await claimant.NoticeUntilAsync(later, n => n.Text("state") == "delivered");
        Assert.Equal(1, receiver.All.Count(p => p.Places.Any(i => i.Notice == id)));
        Assert.Equal("refused transition.not-allowed", await platform.SayAsync(id, "action-taken", "removed"));
    }

    [Fact]
    public async Task A_platform_that_becomes_a_pull_inbox_finds_there_what_could_not_be_pushed()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var (platform, claimant, id) = await FailAsync("switch.example", receiver);
        var withdrawn = await claimant.AcceptAsync(Sample.Notice("https://switch.example/withdrawn"));
        await claimant.NoticeUntilAsync(withdrawn, n => n["delivery"].Text("status") == "failed");
        (await claimant.Api.PostAsync($"/v1/notices/{withdrawn}/withdrawal", new { })).Must(200);
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);

        (await server.Operator.PatchAsync(
            $"/v1/organisations/{platform.Id}", new { connector = new { kind = "inbox" } })).Must(200);
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);
        await server.AdvanceAsync("PT2M");

        Assert.Equal(id, Assert.Single(await platform.InboxUntilAsync(i => i.Count > 0)).Id("noticeId"));
    }

    [Fact]
    public async Task A_platform_that_becomes_pushed_still_reads_what_it_was_given_and_not_past_what_is_on_its_way()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var platform = await server.PlatformAsync("turn.example");
        var claimant = await server.ClaimantAsync();
        var given = await claimant.DeliverAsync(platform, Sample.Notice("https://turn.example/1"));

        (await server.Operator.PatchAsync(
            $"/v1/organisations/{platform.Id}",
            new { connector = new { kind = "webhook", url = receiver.Url } })).Must(200);
        var failing = await claimant.AcceptAsync(Sample.Notice("https://turn.example/2"));
        await claimant.NoticeUntilAsync(failing, n => n["delivery"].Text("status") == "failed");
        Assert.Equal(given, Assert.Single((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items)!.Id("noticeId"));

        receiver.Answer = _ => Task.CompletedTask;
        await server.Operator.PostAsync($"/v1/operations/deliveries/retry?platform={platform.Id}", new { });
        await claimant.NoticeUntilAsync(failing, n => n.Text("state") == "delivered");
        Assert.Equal(
            [given, failing],
            (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items.Select(i => i!.Id("noticeId")));
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

    private static async Task<IEnumerable<Guid>> ListAsync(Api api, string delivery) =>
        (await api.GetAsync($"/v1/notices?delivery={delivery}&limit=1000")).Must(200).Items.Select(n => n.Id("id"));
}
