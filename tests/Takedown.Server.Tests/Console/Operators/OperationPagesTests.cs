using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Operators;

/// <summary>What waits for the operator, and how the server is.</summary>
public sealed class OperationPagesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_host_without_a_platform_goes_to_a_platform_of_its_site_with_one_click()
    {
        await using var own = await Disposable.StartAsync();
        var site = Bodies.NewHost("site");
        var platform = await own.Server.PlatformAsync($"www.{site}");
        var claimant = await own.Server.ClaimantAsync();
        var refused = (await claimant.SubmitAsync(Sample.Notice($"https://cdn.{site}/1"))).Json;
        Assert.Equal("rejected", refused["results"]![0].Text("status"));

        using var browser = await Browser.OpenAsync(own.Server, TestServer.OperatorKey);
        Assert.Contains("1 refused items wait", (await browser.GetAsync("/console")).Text, StringComparison.Ordinal);
        var page = (await browser.GetAsync("/console/unrouted")).Must(200);
        var row = Assert.Single(page.Rows("main table"));
        Assert.Equal(($"cdn.{site}", "1", "1"), (row[0], row[1], row[2]));
        Assert.Contains($"To www.{site}", row[4], StringComparison.Ordinal);
        var done = await browser.PostFormAsync(page, "/console/unrouted/assignment");
        done.MustLeadTo("/console/unrouted");
        Assert.Contains($"cdn.{site} belongs to www.{site} now.", (await browser.FollowAsync(done)).Text,
            StringComparison.Ordinal);
        Assert.Equal(
            [$"cdn.{site}", $"www.{site}"], (await own.Server.Operator.GetAsync($"/v1/organisations/{platform.Id}"))
            .Json["hosts"]!.AsArray().Select(h => h!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Platforms_are_offered_by_name_where_none_has_the_site()
    {
        await using var own = await Disposable.StartAsync();
        await own.Server.PlatformAsync(Bodies.NewHost("named"));
        var claimant = await own.Server.ClaimantAsync();
        await claimant.SubmitAsync(Sample.Notice("https://nobody.test/1"));
        (await claimant.Api.PostAsync("/v1/platform-requests", new { host = "nobody.test" })).Must(201);
        using var browser = await Browser.OpenAsync(own.Server, TestServer.OperatorKey);
        var page = (await browser.GetAsync("/console/unrouted")).Must(200);
        Assert.Empty(page.Html.QuerySelectorAll("form[action='/console/unrouted/assignment']"));
        Assert.Contains(page.Links, l => l.StartsWith("/console/platform-requests/", StringComparison.Ordinal));
        page = await browser.GetAsync("/console/unrouted?name=NAMED");
        Assert.Single(page.Html.QuerySelectorAll("form[action='/console/unrouted/assignment']"));
    }

    [Fact]
    public async Task A_requested_platform_is_registered_or_refused()
    {
        var claimant = await server.ClaimantAsync();
        var (wanted, other) = (Bodies.NewHost("wanted"), Bodies.NewHost("other"));
        foreach (var host in new[] { wanted, other })
            (await claimant.Api.PostAsync("/v1/platform-requests", new { host, note = "<b>please</b>" })).Must(201);
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var list = (await browser.GetAsync("/console/platform-requests?status=open")).Must(200);
        var page = await browser.GetAsync(LinkTo(list, wanted));
        Assert.Contains("<b>please</b>", page.Text, StringComparison.Ordinal);
        var made = await browser.PostFormAsync(page, "register",
            ("name", "Wanted"), ("region", "CN-533123"), ("serviceType:cleared", "hosting"),
            ("regime:cleared", "cn-copyright"));
        Assert.Contains(wanted, (await browser.FollowAsync(made)).Must(200).Text, StringComparison.Ordinal);

        page = await browser.GetAsync(LinkTo(list, other));
        (await browser.PostFormAsync(page, "refuse", ("reason", ""))).Must(400).One(".fault");
        (await browser.PostFormAsync(page, "refuse", ("reason", "It is no platform."))).MustLeadTo(page.Path);
        var decided = await browser.GetAsync(page.Path);
        Assert.Contains("It is no platform.", decided.Text, StringComparison.Ordinal);
        Assert.Empty(decided.Html.QuerySelectorAll("#register, #refuse"));
    }

    [Fact]
    public async Task Health_tells_readiness_lags_and_calendars()
    {
        var health = (await server.Operator.GetAsync("/v1/operations/health")).Must(200).Json;
        Assert.True(health["ready"]!.GetValue<bool>());
        Assert.Equal("ready", health["parts"].Text("database"));
        Assert.NotNull(health["deliveryLag"]);
        Assert.Contains(health["calendars"]!.AsArray(), c => c.Text("code") == "CN" && c.Text("to").Length == 10);
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var page = (await browser.GetAsync("/console/health")).Must(200);
        Assert.Equal("Ready", page.Html.QuerySelector("main .badge")!.TextContent);
        (await browser.PostFormAsync(page, "retry")).MustLeadTo("/console/health");
    }

    [Fact]
    public async Task A_webhook_that_was_switched_off_is_named_until_it_is_switched_on()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(410);
        var (platform, claimant) = (
            await server.PushedAsync(Bodies.NewHost("gone"), receiver), await server.ClaimantAsync());
        var name = platform.Registered.Text("name");
        await claimant.AcceptAsync(Sample.Notice($"https://{name}/1"));
        async Task<System.Text.Json.Nodes.JsonNode> HealthAsync() =>
            (await server.Operator.GetAsync("/v1/operations/health")).Must(200).Json;
        var health = await Following.WaitUntilAsync(HealthAsync, h => h["disabledWebhooks"]!.AsArray().Count > 0);
        Assert.Equal((name, "webhook.status-410"), health["disabledWebhooks"]!.AsArray()
            .Where(w => w.Id("platformId") == platform.Id)
            .Select(w => (w.Text("platformName"), w.Text("reason"))).Single());
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        Assert.Contains(name, (await browser.GetAsync("/console/health")).Text, StringComparison.Ordinal);
        var page = await browser.GetAsync($"/console/organisations/{platform.Id}");
        Assert.Contains("webhook.status-410", page.One("main p.problem").TextContent, StringComparison.Ordinal);
        // What waited goes out at once; were it refused again, the webhook would be off again.
        receiver.Answer = _ => Task.CompletedTask;
        (await browser.PostFormAsync(page, "connector")).Must(200);
        Assert.DoesNotContain(
            (await HealthAsync())["disabledWebhooks"]!.AsArray(), w => w.Id("platformId") == platform.Id);
    }

    [Fact]
    public async Task The_audit_trail_is_filtered_and_shows_what_an_act_changed()
    {
        var claimant = await server.ClaimantAsync("Before Ltd");
        (await server.Operator.PatchAsync($"/v1/organisations/{claimant.Id}", new { name = "After Ltd" })).Must(200);
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var list = (await browser.GetAsync($"/console/audit?object={claimant.Id}")).Must(200);
        Assert.All(list.Rows(), r => Assert.Equal($"{claimant.Id}", r[3]));
        var change = list.Rows().Single(r => r[2].EndsWith(".change", StringComparison.Ordinal));
        var entry = (await browser.GetAsync($"/console/audit/{change[0]}")).Must(200);
        Assert.Contains("After Ltd", string.Concat(entry.Html.QuerySelectorAll("ins").Select(i => i.TextContent)),
            StringComparison.Ordinal);
        Assert.Contains("Before Ltd", string.Concat(entry.Html.QuerySelectorAll("del").Select(i => i.TextContent)),
            StringComparison.Ordinal);
        (await browser.GetAsync("/console/audit?from=yesterday")).Must(400);
        (await browser.GetAsync("/console/audit/99999999")).Must(404);
        using var other = await Browser.OpenAsync(server, (await server.ClaimantAsync()).Key);
        (await other.GetAsync($"/console/audit/{change[0]}")).Must(404);
    }

    private static string LinkTo(Seen page, string text) => page.Html.QuerySelectorAll("main a")
        .Single(a => a.TextContent == text).GetAttribute("href")!;
}
