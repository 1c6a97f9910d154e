using System.Globalization;
using Microsoft.AspNetCore.Http;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Connectors;

public sealed class WebhookTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_notice_is_pushed_signed_and_its_clocks_start()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await server.PushedAsync("push.example", receiver);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://push.example/1", account: "pirate"));

        var push = await receiver.NextAsync();
        Assert.True(push.IsSignedBy(platform.Secret()));
        Assert.False((push with { Body = [.. push.Body, (byte)' '] }).IsSignedBy(platform.Secret()));
        Assert.False((push with { Timestamp = "1" }).IsSignedBy(platform.Secret()));
        Assert.False((push with { Id = "msg_other" }).IsSignedBy(platform.Secret()));
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(push.Timestamp, CultureInfo.InvariantCulture));
        Assert.InRange(await server.NowAsync() - sent, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(("notices.delivered", "application/json"), (push.Json.Text("type"), push.ContentType));
        var item = Assert.Single(push.Items);
        Assert.Equal((id, 1, "七里香"), (item.Id("noticeId"), item.Long("seq"), item["notice"]!["work"].Text("title")));

        var notice = await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        Assert.Equal(("delivered", "running"), (notice["delivery"].Text("status"), notice["sla"].Text("status")));
        Assert.Equal(notice.Time("deliveredAt").AddHours(24), notice["deadlines"].Time("act"));
    }

    [Fact]
    public async Task Both_secrets_sign_for_a_day_after_a_rotation_and_then_only_the_new_one()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await server.PushedAsync("rotate.example", receiver);
        var claimant = await server.ClaimantAsync();
        var former = platform.Secret();
        var fresh = (await platform.Api.PostAsync($"/v1/organisations/{platform.Id}/webhook-secret", new { }))
            .Must(201).Json.Text("secret");

        await claimant.AcceptAsync(Sample.Notice("https://rotate.example/1"));
        var overlap = await receiver.NextAsync();
        await server.AdvanceAsync("P1DT1M");
        await claimant.AcceptAsync(Sample.Notice("https://rotate.example/2"));
        var after = await receiver.NextAsync();

        Assert.NotEqual(former, fresh);
        Assert.Equal((true, true), (overlap.IsSignedBy(former), overlap.IsSignedBy(fresh)));
        Assert.Equal((false, true), (after.IsSignedBy(former), after.IsSignedBy(fresh)));
    }

    [Fact]
    public async Task A_failure_is_tried_again_as_the_same_message()
    {
        var answers = new Queue<int>([500, 503, 429, 204]);
        await using var receiver =
            await WebhookReceiver.StartAsync(http => Task.FromResult(http.Response.StatusCode = answers.Dequeue()));
        var platform = await server.PushedAsync("again.example", receiver);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://again.example/1"));

        Push[] pushes = [
            await receiver.NextAsync(),
            await receiver.NextAsync(),
            await receiver.NextAsync(),
            await receiver.NextAsync(),
        ];
        Assert.Single(pushes.Select(p => p.Id).Distinct());
        Assert.All(pushes, p => Assert.Equal([(id, 1L)], p.Places));
        Assert.All(pushes, p => Assert.True(p.IsSignedBy(platform.Secret())));
        var notice = await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        Assert.Equal(0, notice["delivery"].Long("failures"));
        Assert.Equal(4, receiver.All.Count);
    }

    [Fact]
    public async Task A_refusal_of_the_platform_is_not_tried_again_at_once()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(400);
        await server.PushedAsync("refuse.example", receiver);
        Assert.Equal("webhook.status-400", await FailureAsync("https://refuse.example/1"));
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(http =>
        {
            http.Response.Redirect(elsewhere.Url, permanent: true, preserveMethod: true);
            return Task.CompletedTask;
        });
        await server.PushedAsync("redirect.example", receiver);
        Assert.Equal("webhook.redirect", await FailureAsync("https://redirect.example/1"));
        Assert.Equal((1, 0), (receiver.All.Count, elsewhere.All.Count));
    }

    [Fact]
    public async Task Nobody_listening_is_a_failure_with_a_code()
    {
        await server.PushedAsync("deaf.example", "http://127.0.0.1:9/hook");
        Assert.Equal("webhook.unreachable", await FailureAsync("https://deaf.example/1"));
    }

    [Fact]
    public async Task A_platform_may_answer_faster_than_its_receipt_reaches_us()
    {
        // A busy machine takes longer than the second that the others have, and what is not confirmed is pushed again.
        var patient = await TestServer.StartAsync(("Takedown:Webhooks:Timeout", "00:00:30"));
        Func<Guid, Task<string>> say = _ => Task.FromResult("");
        var answered = new TaskCompletionSource<string>();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = async _ => answered.TrySetResult(await say(receiver.All.First().Items[0].Id("noticeId")));
        var platform = await patient.PushedAsync("fast.example", receiver);
        say = id => platform.SayAsync(id, "action-taken", "removed");
        var claimant = await patient.ClaimantAsync();
        var first = await claimant.AcceptAsync(Sample.Notice("https://fast.example/1"));

        Assert.Equal("applied", await answered.Task.WaitAsync(Following.Timeout, TimeProvider.System));
        say = _ => Task.FromResult("");
        // The queue is served in order: when the second is delivered, the first's receipt has long been dealt with.
        var second = await claimant.AcceptAsync(Sample.Notice("https://fast.example/2"));
        await claimant.NoticeUntilAsync(second, n => n.Text("state") == "delivered");
        Assert.Equal(["accepted", "delivered", "action-taken"], await claimant.TimelineAsync(first));
        Assert.Equal("met", (await claimant.NoticeAsync(first))["sla"].Text("status"));
        Assert.Equal(2, receiver.All.Count);
        await patient.DisposeAsync();
    }

    [Fact]
    public async Task A_huge_answer_is_not_read()
    {
        using var receiver = new HugeAnswer(1L << 30);
        await server.PushedAsync("huge.example", receiver.Url);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://huge.example/1"));
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        Assert.InRange(await receiver.Sent.WaitAsync(Following.Timeout, TimeProvider.System), 0, 64 << 20);
    }

    [Fact]
    public async Task A_large_batch_comes_in_pushes_of_at_most_a_hundred_each_notice_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await server.PushedAsync("large.example", receiver);
        var claimant = await server.ClaimantAsync();
        var batch = await claimant.SubmitManyAsync(
            Enumerable.Range(0, 450).Select(i => Sample.Notice($"https://large.example/{i}")));
        await Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync(
                $"/v1/notices?batch={batch}&state=delivered&limit=1000")).Items.Count, n => n == 450);

        Assert.All(receiver.All, p => Assert.InRange(p.Items.Count, 1, 100));
        var places = receiver.All.SelectMany(p => p.Places).ToList();
        Assert.Equal(450, places.Select(p => p.Notice).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 450).Select(i => (long)i), places.Select(p => p.Seq).Order());
    }

    /// <summary>Submits one, waits until its delivery is given up, and gives the code.</summary>
    private async Task<string> FailureAsync(string url)
    {
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice(url));
        var notice = await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
        Assert.Equal("accepted", notice.Text("state"));
        return notice["delivery"].Text("code");
    }
}
