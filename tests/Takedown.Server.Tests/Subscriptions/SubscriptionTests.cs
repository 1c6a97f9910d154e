using Microsoft.AspNetCore.Http;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Subscriptions;

/// <summary>Events are posted in their order, each at least once.</summary>
public sealed class SubscriptionTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Events_are_posted_signed_and_in_the_order_of_the_feed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, before) = await server.DeliveredAsync("ordered.example");
        var subscription = await claimant.SubscribeAsync(receiver.Url);
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://ordered.example/2", "case-1"));
        await platform.SayAsync(id, "acknowledged");
        await platform.SayAsync(id, "action-taken", "removed");

        var feed = (await claimant.FeedAsync()).Select(i => (Type: i.Text("type"), Cursor: i.Text("cursor"))).ToList();
        var posted = await ReceivedAsync(receiver, feed.Count(f => f.Type is not ("accepted" or "delivered")) + 2);
        Assert.Equal(feed.Skip(2), posted);
        Assert.Equal(["accepted", "delivered", "acknowledged", "action-taken"], posted.Select(p => p.Type));
        Assert.All(receiver.All, push =>
        {
            Assert.True(push.IsSignedBy(subscription.Text("secret")));
            Assert.Equal("events.recorded", push.Json.Text("type"));
            Assert.Matches("^msg_[0-9a-f]{32}$", push.Id);
            Assert.All(push.Items, i => Assert.NotEqual(before, i.Id("noticeId")));
        });
        Assert.Equal("case-1", receiver.All.First().Items[0].Text("clientRef"));

        await server.AdvanceAsync("PT0S");
        var deliveries = await claimant.DeliveriesAsync(subscription.Id("id"));
        Assert.Equal(receiver.All.Select(p => p.Id).Reverse(), deliveries.Select(d => d.Text("messageId")));
        Assert.All(deliveries, d => Assert.Equal(("delivered", 1), (d.Text("status"), d.Long("attempts"))));
        Assert.Equal(feed[^1].Cursor, deliveries[0].Text("cursor"));
        Assert.Equal("", (await claimant.SubscriptionAsync(subscription.Id("id"))).Text("secret"));
    }

    [Fact]
    public async Task What_fails_is_posted_again_as_the_same_message_before_what_follows()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(500);
        var claimant = await server.ClaimantAsync();
        var platform = await server.PlatformAsync("failing.example");
        var id = (await claimant.SubscribeAsync(receiver.Url)).Id("id");
        var first = await claimant.DeliverAsync(platform, Sample.Notice("https://failing.example/1"));
        var failing = await claimant.SubscriptionUntilAsync(id, s => s.Long("failures") > 0);
        Assert.Equal("webhook.status-500", failing.Text("code"));
        Assert.Equal(failing.Time("failingSince").AddMinutes(1), failing.Time("nextAt"));
        var open = Assert.Single(await claimant.DeliveriesAsync(id))!;
        Assert.Equal(
            ("failing", 1, "webhook.status-500"), (open.Text("status"), open.Long("attempts"), open.Text("code")));
        Assert.Equal(failing.Time("nextAt"), open.Time("nextAt"));
        await claimant.DeliverAsync(platform, Sample.Notice("https://failing.example/2"));
        var tried = receiver.All.Count;
        Assert.Single(receiver.All.Select(p => p.Id).Distinct());

        receiver.Answer = _ => Task.CompletedTask;
        await server.AdvanceAsync("PT2M");
        var feed = (await claimant.FeedAsync()).Select(i => (i.Text("type"), i.Text("cursor"))).ToList();
        await claimant.SubscriptionUntilAsync(id, s => s.Text("cursor") == feed[^1].Item2 && s.Long("failures") == 0);
        await Following.WaitUntilAsync(
            () => claimant.DeliveriesAsync(id), all => all.All(d => d.Text("status") == "delivered"));
        var after = receiver.All.Skip(tried).ToList();
        Assert.Equal((open.Text("messageId"), receiver.All.First().Items.Count), (after[0].Id, after[0].Items.Count));
        Assert.Equal(receiver.All.First().Events(), after[0].Events());
        Assert.Equal(feed, after.SelectMany(p => p.Events()));
        Assert.Equal(first, after[0].Items[0].Id("noticeId"));
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_posted_to_no_more_until_it_is_active_again()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(410);
        await using var second = await WebhookReceiver.StartAsync();
        var (platform, claimant, _) = await server.DeliveredAsync("gone.example");
        var id = (await claimant.SubscribeAsync(receiver.Url)).Id("id");
        await claimant.SubscribeAsync(second.Url, "subscription-disabled");
        await claimant.DeliverAsync(platform, Sample.Notice("https://gone.example/2"));
        var gone = await claimant.SubscriptionUntilAsync(id, s => !s["active"]!.GetValue<bool>());
        Assert.Equal("webhook.status-410", gone.Text("disabledCode"));
        Assert.Null(gone["nextAt"]);
        var trail = (await claimant.Api.GetAsync("/v1/audit?act=subscription.disable")).Must(200).Items;
        Assert.Equal($"{id}", Assert.Single(trail).Text("object"));
        // The feed says so, and with it what else reads it.
        var told = Assert.Single(await claimant.FeedAsync(), e => e.Text("type") == "subscription-disabled");
        Assert.Equal(
            ("webhook.status-410", $"/v1/subscriptions/{id}", Guid.Empty),
            (told["reason"].Text("code"), told["reason"].Text("text"), told.Id("platformId")));
        Assert.Null(told["noticeId"]);
        Assert.Equal([("subscription-disabled", told.Text("cursor"))], (await second.NextAsync()).Events());
        var delivery = Assert.Single(await claimant.DeliveriesAsync(id)).Id("id");
        var path = $"/v1/subscriptions/{id}/deliveries/{delivery}/redelivery";
        Assert.Equal("subscription.not-active", (await claimant.Api.PostAsync(path, new { })).Must(409).Code);
        var before = receiver.All.Count;
        await server.AdvanceAsync("P1D");
        Assert.Equal(before, receiver.All.Count);

        receiver.Answer = _ => Task.CompletedTask;
        var again = (await claimant.Api.PatchAsync($"/v1/subscriptions/{id}", new { active = true })).Must(200).Json;
        Assert.Equal((0, ""), (again.Long("failures"), again.Text("disabledCode")));
        await Following.WaitUntilAsync(
            () => claimant.DeliveriesAsync(id), all => all.All(d => d.Text("status") == "delivered"));
        Assert.Equal(receiver.All.First().Id, receiver.All.ElementAt(before).Id);
        var events = receiver.All.Skip(before).SelectMany(p => p.Events()).ToList();
        Assert.Equal((await claimant.FeedAsync()).Skip(2).Select(i => i.Text("cursor")).Take(events.Count),
            events.Select(e => e.Cursor));
    }

    [Fact]
    public async Task An_endpoint_that_fails_for_five_days_is_disabled_and_one_that_hangs_delays_no_other()
    {
        var released = new TaskCompletionSource();
        await using var hanging = await WebhookReceiver.StartAsync(async http =>
        {
            await released.Task.WaitAsync(http.RequestAborted);
            http.Response.StatusCode = 503;
        });
        await using var prompt = await WebhookReceiver.StartAsync();
        var (platform, claimant, _) = await server.DeliveredAsync("hanging.example");
        var hung = (await claimant.SubscribeAsync(hanging.Url)).Id("id");
        await claimant.SubscribeAsync(prompt.Url, "delivered");
        var other = await server.ClaimantAsync();
        await other.SubscribeAsync(prompt.Url, "delivered");
        await claimant.DeliverAsync(platform, Sample.Notice("https://hanging.example/2"));
        await hanging.NextAsync();
        await other.DeliverAsync(platform, Sample.Notice("https://hanging.example/3"));
        Assert.Equal(["delivered"], (await prompt.NextAsync()).Events().Select(e => e.Type));
        await prompt.NextAsync();

        released.SetResult();
        await claimant.SubscriptionUntilAsync(hung, s => s.Long("failures") > 0);
        await server.AdvanceAsync("P5DT1M");
        var disabled = await claimant.SubscriptionUntilAsync(hung, s => s["disabledCode"] is not null);
        Assert.Equal("webhook.failing", disabled.Text("disabledCode"));
        var told = Assert.Single(await claimant.FeedAsync(), e => e.Text("type") == "subscription-disabled");
        Assert.Equal("webhook.failing", told["reason"].Text("code"));
        Assert.DoesNotContain(await other.FeedAsync(), e => e.Text("type") == "subscription-disabled");
    }

    [Fact]
    public async Task A_message_is_posted_once_more_when_asked_for_and_a_test_says_what_became_of_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, _) = await server.DeliveredAsync("asked.example");
        var id = (await claimant.SubscribeAsync(receiver.Url, "delivered")).Id("id");
        await claimant.DeliverAsync(platform, Sample.Notice("https://asked.example/2"));
        var push = await receiver.NextAsync();
        var delivery = (await Following.WaitUntilAsync(
            () => claimant.DeliveriesAsync(id), all => all.All(d => d.Text("status") == "delivered")))[0];
        (await claimant.Api.PostAsync(
            $"/v1/subscriptions/{id}/deliveries/{delivery.Id("id")}/redelivery", new { })).Must(202);
        var again = await receiver.NextAsync();
        Assert.Equal((push.Id, true), (again.Id, push.Events().SequenceEqual(again.Events())));
        await Following.WaitUntilAsync(() => claimant.DeliveriesAsync(id), all => all[0].Long("attempts") == 2);

        var test = (await claimant.Api.PostAsync($"/v1/subscriptions/{id}/test", new { })).Must(200).Json;
        var sent = await receiver.NextAsync();
        Assert.Equal(
            ("subscription.test", id, test.Text("messageId")),
            (sent.Json.Text("type"), sent.Json["data"].Id("subscriptionId"), sent.Id));
        receiver.Answer = http => Task.FromResult(http.Response.StatusCode = StatusCodes.Status418ImATeapot);
        var failed = (await claimant.Api.PostAsync($"/v1/subscriptions/{id}/test", new { })).Must(200).Json;
        Assert.Equal((false, "webhook.status-418"), (failed["delivered"]!.GetValue<bool>(), failed.Text("code")));
    }

    [Fact]
    public async Task A_regulator_is_told_of_what_is_escalated_to_it_and_only_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var body = await server.RegulatorAsync("CN-533123");
        var other = await server.RegulatorAsync("CN-310000");
        var id = (await body.SubscribeAsync(receiver.Url)).Id("id");
        var (_, claimant, notice) = await server.DeliveredAsync("silent.example");
        await server.AdvanceAsync("PT25H");
        var push = await receiver.NextAsync();
        var told = Assert.Single(push.Items, i => i.Id("noticeId") == notice);
        Assert.Equal(
            ("escalated", body.Id, "act"), (told.Text("type"), told.Id("escalatedTo"), told.Text("deadline")));
        Assert.Null(told["clientRef"]);
        Assert.Contains(await body.FeedAsync(), i => i.Text("cursor") == told.Text("cursor"));
        Assert.Empty(await other.FeedAsync());
        Assert.Contains(await claimant.FeedAsync(), i => i.Text("cursor") == told.Text("cursor"));
        await Following.WaitUntilAsync(
            () => body.DeliveriesAsync(id), all => all.All(d => d.Text("status") == "delivered"));
    }

    private static async Task<List<(string Type, string Cursor)>> ReceivedAsync(WebhookReceiver receiver, int count)
    {
        List<(string, string)> events = [];
        while (events.Count < count) events.AddRange((await receiver.NextAsync()).Events());
        return events;
    }
}
