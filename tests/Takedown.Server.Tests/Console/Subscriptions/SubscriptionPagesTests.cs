using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Subscriptions;

namespace Takedown.Server.Tests.Screens.Subscriptions;

/// <summary>Webhooks for events, in the console.</summary>
public sealed class SubscriptionPagesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_claimant_sets_up_a_webhook_tests_it_repeats_a_message_changes_and_ends_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, _) = await server.DeliveredAsync("pages.example");
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var empty = (await browser.GetAsync("/console/subscriptions")).Must(200);
        Assert.Single(empty.Html.QuerySelectorAll("p.empty"));

        var form = (await browser.GetAsync("/console/subscriptions/new?lang=zh")).Must(200);
        var refused = (await browser.PostFormAsync(form, "subscribe", ("url", "ftp://x.example"))).Must(400);
        Assert.NotEqual("", refused.One("#subscribe .fault").TextContent);
        var made = (await browser.PostFormAsync(form, "subscribe",
            ("url", receiver.Url), ("description", "<i>Cases</i>"), ("events:cleared-list", "delivered"))).Must(200);
        var secrets = made.Html.QuerySelectorAll("code.secret").Select(c => c.TextContent);
        Assert.Contains(secrets, s => s.StartsWith("whsec_", StringComparison.Ordinal));
        var page = (await browser.GetAsync(made.One("main a.button").GetAttribute("href")! + "?lang=en")).Must(200);
        var id = Guid.Parse(page.Path.Split('/')[3].Split('?')[0]);

        await claimant.DeliverAsync(platform, Sample.Notice("https://pages.example/2"));
        await receiver.NextAsync();
        await Following.WaitUntilAsync(
            () => claimant.DeliveriesAsync(id), all => all.All(d => d.Text("status") == "delivered"));
        page = (await browser.GetAsync($"/console/subscriptions/{id}")).Must(200);
        Assert.Contains("Delivered", page.One("tbody").TextContent, StringComparison.Ordinal);
        var again = page.One("form[id^=redeliver-]").Id!;
        (await browser.PostFormAsync(page, again)).MustLeadTo($"/console/subscriptions/{id}");
        await receiver.NextAsync();

        var tested = (await browser.PostFormAsync(page, "test")).Must(200);
        Assert.Contains("msg_", tested.One("p.said").TextContent, StringComparison.Ordinal);
        // What a form was sent to has no page of its own in the other language.
        Assert.Equal($"/console/subscriptions/{id}?lang=zh", tested.One("nav a[lang=zh-CN]").GetAttribute("href"));
        (await browser.PostFormAsync(tested, "active")).MustLeadTo($"/console/subscriptions/{id}");
        page = (await browser.GetAsync($"/console/subscriptions/{id}")).Must(200);
        Assert.Contains("Paused", page.One("dl.facts").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Html.QuerySelectorAll("form[id^=redeliver-]"));

        (await browser.PostFormAsync(page, "change", ("description:cleared", ""), ("events:cleared-list", "")))
            .MustLeadTo($"/console/subscriptions/{id}");
        var changed = await claimant.SubscriptionAsync(id);
        Assert.Equal((null, null), (changed["events"], changed["description"]));
        var list = (await browser.GetAsync("/console/subscriptions")).Must(200);
        Assert.Equal($"/console/subscriptions/{id}", list.One("tbody a").GetAttribute("href"));
        (await browser.PostFormAsync(page, "end")).MustLeadTo("/console/subscriptions");
        (await browser.GetAsync($"/console/subscriptions/{id}")).Must(404);
    }

    [Fact]
    public async Task One_that_is_disabled_is_among_the_events_with_a_link_to_it()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(410);
        var (platform, claimant, _) = await server.DeliveredAsync("disabled.example");
        var id = (await claimant.SubscribeAsync(receiver.Url)).Id("id");
        await claimant.DeliverAsync(platform, Sample.Notice("https://disabled.example/2"));
        await claimant.SubscriptionUntilAsync(id, s => !s["active"]!.GetValue<bool>());
        await claimant.FeedAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        foreach (var (language, word) in new[] { ("en", "Subscription disabled"), ("zh", "事件推送已停用") })
        {
            var page = (await browser.GetAsync($"/console/events?lang={language}")).Must(200);
            var row = Assert.Single(page.Rows(), r => r[1] == word);
            Assert.Contains("webhook.status-410", row, StringComparer.Ordinal);
            Assert.Contains($"/console/subscriptions/{id}", page.Links);
        }
        (await browser.GetAsync($"/console/subscriptions/{id}")).Must(200);
    }

    [Fact]
    public async Task A_regulator_has_them_too_and_a_platform_does_not()
    {
        var body = await server.RegulatorAsync("CN-610000");
        using var office = await Browser.OpenAsync(server, body.Key);
        (await office.GetAsync("/console/subscriptions")).Must(200);
        (await office.GetAsync("/console/events")).Must(200);
        var platform = await server.PlatformAsync("without.example");
        using var other = await Browser.OpenAsync(server, platform.Key);
        (await other.GetAsync("/console/subscriptions")).Must(403);
    }

    [Fact]
    public async Task A_platform_and_the_operator_see_what_failed_last()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(400);
        var platform = await server.PushedAsync("wrong.example", receiver);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://wrong.example/1"));
        await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
        var health = await Following.WaitUntilAsync(
            async () => (await platform.Api.GetAsync($"/v1/organisations/{platform.Id}/connector")).Must(200).Json,
            h => h.Long("waiting") == 1);
        Assert.Equal(1, health.Long("failing"));
        var failure = Assert.Single(health["failures"]!.AsArray());
        Assert.Equal(("webhook.status-400", id), (failure.Text("code"), failure.Id("noticeId")));
        Assert.NotNull(health["nextAt"]);
        var other = await server.PlatformAsync("neighbour.example");
        (await other.Api.GetAsync($"/v1/organisations/{platform.Id}/connector")).Must(404);
        Assert.Equal(0, (await other.Api.GetAsync($"/v1/organisations/{other.Id}/connector")).Must(200).Json
            .Long("waiting"));

        using var own = await Browser.OpenAsync(server, platform.Key);
        using var office = await Browser.OpenAsync(server, TestServer.OperatorKey);
        foreach (var page in new[]
        {
            await own.GetAsync("/console/connector"), await office.GetAsync($"/console/organisations/{platform.Id}"),
        })
        {
            Assert.Contains(
                page.Must(200).Html.QuerySelectorAll("td"), c => c.TextContent.Trim() == "webhook.status-400");
        }
    }
}
