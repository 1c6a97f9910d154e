using Microsoft.AspNetCore.Http;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Delivery;

/// <summary>A platform that hangs or keeps failing holds up nobody but itself.</summary>
public sealed class IsolationTests
{
    private static Task HangAsync(HttpContext http) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);

    [Fact]
    public async Task A_hanging_platform_delays_neither_a_pushed_nor_a_pulled_one()
    {
        await using var own = await Disposable.StartAsync(("Takedown:Webhooks:Timeout", "00:01:00"));
        await using var hanging = await WebhookReceiver.StartAsync(HangAsync);
        await using var prompt = await WebhookReceiver.StartAsync();
        await own.Server.PushedAsync("hanging.example", hanging);
        await own.Server.PushedAsync("prompt.example", prompt);
        var pulled = await own.Server.PlatformAsync("pulled.example");
        var claimant = await own.Server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 1500).Select(i => Sample.Notice($"https://hanging.example/{i}")));
        await hanging.NextAsync();

        var start = TimeProvider.System.GetTimestamp();
        await claimant.SubmitManyAsync(Enumerable.Range(0, 50).SelectMany(i =>
            new[]
            {
                Sample.Notice($"https://hanging.example/more/{i}"),
                Sample.Notice($"https://prompt.example/{i}"),
                Sample.Notice($"https://pulled.example/{i}"),
            }));
        await pulled.InboxUntilAsync(i => i.Count == 50);
        await Following.WaitUntilAsync(() => Task.FromResult(prompt.All.Sum(p => p.Items.Count)), n => n == 50);

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Single(hanging.All);
    }

    [Fact]
    public async Task A_hanging_platform_is_given_up_after_the_time_and_the_tries_that_are_set()
    {
        await using var own = await Disposable.StartAsync(
            ("Takedown:Webhooks:Timeout", "00:00:02"), ("Takedown:Webhooks:Attempts", "2"));
        await using var hanging = await WebhookReceiver.StartAsync(HangAsync);
        await own.Server.PushedAsync("hang.example", hanging);
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://hang.example/1"));

        var notice = await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
        Assert.Equal("webhook.timeout", notice["delivery"].Text("code"));
        Assert.Equal(2, hanging.All.Count);
    }

    [Fact]
    public async Task A_platform_that_keeps_failing_is_left_alone_for_a_while_and_others_are_not()
    {
        await using var own = await Disposable.StartAsync(("Takedown:Webhooks:Attempts", "1"));
        await using var failing = await WebhookReceiver.AnsweringAsync(500);
        await using var healthy = await WebhookReceiver.StartAsync();
        var platform = await own.Server.PushedAsync("failing.example", failing);
        await own.Server.PushedAsync("healthy.example", healthy);
        var claimant = await own.Server.ClaimantAsync();

        var codes = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var id = await claimant.AcceptAsync(Sample.Notice($"https://failing.example/{i}"));
            codes.Add((await claimant.NoticeUntilAsync(
                id, n => n["delivery"].Text("status") == "failed"))["delivery"].Text("code"));
        }
        var other = await claimant.AcceptAsync(Sample.Notice("https://healthy.example/1"));

        Assert.Equal(
            [.. Enumerable.Repeat("webhook.status-500", 8), "webhook.circuit-open", "webhook.circuit-open"], codes);
        Assert.Equal(8, failing.All.Count);
        await claimant.NoticeUntilAsync(other, n => n.Text("state") == "delivered");

        // A new process has forgotten the circuit; the platform is well again.
        failing.Answer = _ => Task.CompletedTask;
        await own.Server.RestartAsync();
        Assert.Equal(
            10,
            (await own.Server.Operator.PostAsync($"/v1/operations/deliveries/retry?platform={platform.Id}", new { }))
                .Must(200).Json.Long("retried"));
        await Following.WaitUntilAsync(
            async () => (await own.Server.Operator.GetAsync("/v1/notices?delivery=failed")).Items.Count, n => n == 0);
    }
}
