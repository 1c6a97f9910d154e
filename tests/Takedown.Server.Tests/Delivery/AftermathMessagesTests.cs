using Takedown.Server.Tests.CounterNotices;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Delivery;

/// <summary>
/// A platform that only listens is told what it has to do after its answer: to decide again, to keep a measure or to
/// end it, each once and with the due time.
/// </summary>
public sealed class AftermathMessagesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_dispute_is_pushed_with_the_time_to_decide_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await DeliveredAsync("disputed-push.example", receiver);
        await platform.SayAsync(id, "rejected", reason: new { code = "licensed" });

        (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/dispute", new { explanation = "The licence ended in 2023." })).Must(200);

        var push = await MessageAsync(receiver, "notice.disputed");
        Assert.True(push.IsSignedBy(platform.Secret()));
        Told(push, id, "disputed", "review", (await claimant.NoticeAsync(id))["deadlines"].Time("review"));
    }

    [Fact]
    public async Task After_a_counter_notice_the_end_of_the_window_is_pushed_once_and_the_filing_is_not()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await DeliveredAsync("window-push.example", receiver);
        await platform.RemoveAsync(id, "pirate");
        (await platform.CounterAsync(id)).Must(201);

        await server.AdvanceAsync("P18D");

        var push = await MessageAsync(receiver, "notice.restore-due");
        Told(push, id, "restore-due", "restore", (await claimant.NoticeAsync(id))["deadlines"].Time("restore"));
        await server.AdvanceAsync("PT1H");
        Assert.Single(receiver.All, p => TypeOf(p) == "notice.restore-due");
        Assert.DoesNotContain(receiver.All, p => TypeOf(p) == "notice.counter-noticed");
    }

    [Fact]
    public async Task A_proceeding_and_its_end_are_pushed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await DeliveredAsync("suit-push.example", receiver);
        await platform.RemoveAsync(id, "pirate");
        (await platform.CounterAsync(id)).Must(201);
        (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/proceeding", CounterNoticing.Proceeding(await server.NowAsync()))).Must(200);
        Told(await MessageAsync(receiver, "notice.proceeding-filed"), id, "litigation-hold", null, null);

        (await claimant.Api.PostAsync($"/v1/notices/{id}/proceeding-outcome", new { outcome = "withdrawn" })).Must(200);

        Told(await MessageAsync(receiver, "notice.proceeding-ended"), id, "restore-due", "restore",
            (await claimant.NoticeAsync(id))["deadlines"].Time("restore"));
        Assert.DoesNotContain(receiver.All, p => TypeOf(p) == "notice.restore-due");
    }

    [Fact]
    public async Task A_complaint_that_the_platform_has_to_decide_is_pushed_with_its_time()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await server.PlatformAsync("complaint-push.example", new
        {
            country = "DE", region = "DE", regime = "eu-dsa", connector = new { kind = "webhook", url = receiver.Url },
        });
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(new
        {
            work = new { title = "七里香", type = "music" }, target = new { url = "https://complaint-push.example/1" },
            explanation = "It is our recording.", statements = new[] { "good-faith", "truth" },
        });
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        await platform.RemoveAsync(id, "pirate");

        (await platform.CounterAsync(id)).Must(201);

        Told(await MessageAsync(receiver, "notice.counter-noticed"), id, "counter-noticed", "complaint",
            (await claimant.NoticeAsync(id))["deadlines"].Time("review"));
    }

    [Fact]
    public async Task A_platform_that_pulls_is_told_nothing()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await server.PushedAsync("pushed-beside.example", receiver);
        var (platform, claimant, id) = await server.RemovedAsync("pulls.example");
        (await platform.CounterAsync(id)).Must(201);
        await server.AdvanceAsync("P18D");
        Assert.Equal("restore-due", await claimant.StateAsync(id));
        Assert.Empty(receiver.All);
    }

    private static void Told(Push push, Guid id, string state, string? deadline, DateTimeOffset? due)
    {
        var data = push.Json["data"]!;
        Assert.Equal((id, 1L, state), (data.Id("noticeId"), data.Long("seq"), data.Text("state")));
        Assert.Equal(
            (deadline, due), (data["deadline"]?.GetValue<string>(), data["due"]?.GetValue<DateTimeOffset>()));
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> DeliveredAsync(
        string host, WebhookReceiver receiver)
    {
        var platform = await server.PushedAsync(host, receiver);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice($"https://{host}/1"));
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        return (platform, claimant, id);
    }

    private static string TypeOf(Push push) => push.Json.Text("type");

    private static async Task<Push> MessageAsync(WebhookReceiver receiver, string type) =>
        (await Following.WaitUntilAsync(
            () => Task.FromResult(receiver.All.FirstOrDefault(p => TypeOf(p) == type)), push => push is not null))!;
}
