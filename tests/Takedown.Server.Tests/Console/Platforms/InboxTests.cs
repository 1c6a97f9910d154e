using System.Globalization;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Platforms;

/// <summary>The inbox of a platform: many answered at once, some taken back before they go out.</summary>
public sealed class InboxTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Form = "/console/inbox/answer";

    [Theory]
    [InlineData("en", "495 applied", "5 taken back")]
    [InlineData("zh-CN", "生效 495 条", "已撤回 5 条")]
    public async Task Five_hundred_are_answered_at_once_and_five_of_them_undone(
        string language, string applied, string undone)
    {
        var (platform, claimant, ids) = await NewAsync(500);
        using var browser = await Browser.OpenAsync(server, platform.Key);
        browser.Language = language;
        Assert.Contains("500", (await browser.GetAsync("/console")).Must(200).Text, StringComparison.Ordinal);
        var inbox = (await browser.GetAsync("/console/inbox?state=delivered")).Must(200);
        Assert.Equal(50, inbox.Rows().Count);
        var asked = (await browser.PostFormAsync(
            inbox, Form, ("which", "all"), ("response", "action-taken"), ("measure", "removed"))).Must(200);
        var held = (await browser.PostFormAsync(asked, "confirm", ("_count", "500"))).Must(302);
        // The same form once more is the same act.
        Assert.Equal(held.Location, (await browser.PostFormAsync(asked, "confirm", ("_count", "500"))).Location);

        var page = (await browser.FollowAsync(held)).Must(200);
        var back = page.Html.QuerySelectorAll("#undo-some input[name='ids:list']").Take(5)
            .Select(i => Guid.Parse(i.GetAttribute("value")!)).ToList();
        (await browser.PostFormAsync(page, "undo-some", [.. back.Select(id => ("ids:list", (string?)$"{id}"))]))
            .MustLeadTo(held.Location!);
        Assert.Equal("delivered", await claimant.StateAsync(ids[0]));
        await server.AdvanceAsync("PT21S");

        var done = await DoneAsync(browser, held.Location!);
        Assert.Contains(applied, done.Text, StringComparison.Ordinal);
        Assert.Contains(undone, done.Text, StringComparison.Ordinal);
        var states = (await claimant.NoticesAsync()).ToDictionary(n => n.Id("id"), n => n.Text("state"));
        Assert.Equal(back.Order(), states.Where(s => s.Value == "delivered").Select(s => s.Key).Order());
        Assert.Equal(495, states.Count(s => s.Value == "removed"));
        Assert.Equal(5, (await platform.Api.GetAsync("/v1/inbox/queue/counts")).Must(200).Json.Long("total"));
    }

    [Theory]
    [InlineData("en", "1 with open notices about the same target")]
    [InlineData("zh-CN", "另有 1 名投诉人")]
    public async Task A_removal_on_the_page_of_a_notice_may_settle_the_others_about_the_target(
        string language, string told)
    {
        var host = $"others-{language}.example".ToLowerInvariant();
        var (platform, _, id) = await server.DeliveredAsync(host);
        var other = await server.ClaimantAsync();
        var theirs = await other.DeliverAsync(platform, Sample.Notice($"https://{host}/1"));
        using var browser = await Browser.OpenAsync(server, platform.Key);
        browser.Language = language;
        var page = (await browser.GetAsync($"/console/notices/{id}")).Must(200);
        Assert.Contains(told, page.Text, StringComparison.Ordinal);
        (await browser.PostFormAsync(
            page, "answer", ("response", "action-taken"), ("measure", "removed"), ("settlesOthers", "true"))).Must(302);
        await server.AdvanceAsync("PT21S");
        await other.NoticeUntilAsync(theirs, n => n.Text("state") == "removed");
    }

    [Fact]
    public async Task Held_answers_survive_a_restart_and_can_be_undone_as_a_whole()
    {
        await using var own = await Disposable.StartAsync();
        var (platform, claimant, id) = await own.Server.DeliveredAsync("held.example");
        var gone = await HoldAsync(platform, id);
        var undone = await HoldAsync(platform, id);
        var path = $"/v1/held-answers/{undone}";
        // It is answered as it is stored, without reading it again: by then it may be forgotten.
        var taken = (await platform.Api.PostAsync(path + "/undo", new { })).Must(200);
        Assert.Equal(taken.Body, (await platform.Api.GetAsync(path)).Must(200).Body);
        await own.Server.RestartAsync();
        Assert.Equal("delivered", await StateAsync(own.Server.With(claimant.Key), id));
        await own.Server.AdvanceAsync("PT21S");
        var api = own.Server.With(platform.Key);
        await Following.WaitUntilAsync(
            async () => (await api.GetAsync($"/v1/held-answers/{gone}")).Must(200).Json.Text("status"),
            status => status == "done");
        Assert.Equal("acknowledged", await StateAsync(own.Server.With(claimant.Key), id));
        Assert.Equal("undone", (await api.GetAsync(path)).Must(200).Json.Text("status"));
        Assert.Equal("held.gone", (await api.PostAsync($"/v1/held-answers/{gone}/undo", new { })).Must(409).Code);
        // A day later nothing of it is kept.
        await own.Server.AdvanceAsync("PT49H");
        await Following.WaitUntilAsync(async () => (await api.GetAsync(path)).Status, status => status == 404);
    }

    [Fact]
    public async Task Answers_of_a_revoked_key_are_not_given_and_say_so()
    {
        var (platform, claimant, id) = await server.DeliveredAsync(Bodies.NewHost());
        var second = (await platform.Api.PostAsync(
            $"/v1/organisations/{platform.Id}/keys", new { name = "second" })).Must(201).Json;
        var held = (await server.With(second.Text("key")).PostAsync("/v1/held-answers", new
        {
            noticeIds = new[] { id }, response = "acknowledged",
        })).Must(201).Json.Id("id");
        (await platform.Api.DeleteAsync($"/v1/keys/{second.Id("id")}")).Must(204);
        await server.AdvanceAsync("PT21S");
        using var browser = await Browser.OpenAsync(server, platform.Key);
        var page = await DoneAsync(browser, $"/console/answers/{held}");
        Assert.Contains("was revoked or has expired", page.Text, StringComparison.Ordinal);
        Assert.Equal("delivered", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task What_was_refused_stays_ticked_for_another_try()
    {
        var (platform, claimant, id) = await server.DeliveredAsync(Bodies.NewHost());
        using var browser = await Browser.OpenAsync(server, platform.Key);
        var inbox = await browser.GetAsync("/console/inbox");
        var held = (await browser.PostFormAsync(
            inbox, Form, ("id", $"{id}"), ("response", "rejected"), ("reason.code", "other"))).Must(302);
        await server.AdvanceAsync("PT21S");
        var done = await DoneAsync(browser, held.Location!);
        Assert.Equal($"{id}", done.One("#again input[name=id][checked]").GetAttribute("value"));
        var again = (await browser.PostFormAsync(done, "again", ("response", "acknowledged"))).Must(302);
        await server.AdvanceAsync("PT21S");
        await DoneAsync(browser, again.Location!);
        Assert.Equal("acknowledged", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task A_faulty_answer_is_asked_for_again_and_a_forged_one_does_nothing()
    {
        var (platform, _, id) = await server.DeliveredAsync(Bodies.NewHost());
        using var browser = await Browser.OpenAsync(server, platform.Key);
        var inbox = await browser.GetAsync("/console/inbox");
        var faulty = (await browser.PostFormAsync(
            inbox, Form, ("id", $"{id}"), ("response", "rejected"))).Must(400);
        Assert.Equal($"{id}", faulty.One("#answer input[name=id]").GetAttribute("value"));
        foreach (var token in new[] { null, "forged" })
            (await browser.PostFormAsync(inbox, Form, ("id", $"{id}"), ("_token", token))).Must(400);
        Assert.Empty((await platform.Api.GetAsync("/v1/held-answers")).Must(200).Items);
    }

    [Fact]
    public async Task Held_answers_are_of_one_platform_alone()
    {
        var (platform, claimant, id) = await server.DeliveredAsync(Bodies.NewHost());
        var held = await HoldAsync(platform, id);
        var stranger = await server.PlatformAsync(Bodies.NewHost());
        using var other = await Browser.OpenAsync(server, stranger.Key);
        (await other.GetAsync($"/console/answers/{held}")).Must(404);
        (await stranger.Api.PostAsync($"/v1/held-answers/{held}/undo", new { })).Must(404);
        using var sender = await Browser.OpenAsync(server, claimant.Key);
        (await sender.GetAsync($"/console/answers/{held}")).Must(403);
        (await sender.GetAsync("/console/inbox")).Must(403);
        // What is another platform's is unknown, and its title is not told.
        var theirs = await HoldAsync(stranger, id);
        var rows = (await stranger.Api.GetAsync($"/v1/held-answers/{theirs}/rows")).Must(200).Items;
        Assert.Equal("", rows[0].Text("title"));
    }

    [Fact]
    public async Task Titles_and_addresses_are_text()
    {
        const string title = "<script>alert(1)</script>";
        var host = Bodies.NewHost();
        var platform = await server.PlatformAsync(host);
        var id = await (await server.ClaimantAsync()).DeliverAsync(
            platform, Sample.Notice($"https://{host}/<img src=x>", title: title));
        var held = await HoldAsync(platform, id);
        using var browser = await Browser.OpenAsync(server, platform.Key);
        foreach (var path in new[] { "/console/inbox", $"/console/answers/{held}" })
        {
            var page = (await browser.GetAsync(path)).Must(200);
            Assert.Contains(title, page.Text, StringComparison.Ordinal);
            Assert.Empty(page.Html.QuerySelectorAll("main script, main img, main a[href*='example']"));
        }
    }

    [Fact]
    public async Task The_queue_is_in_the_order_of_what_is_due_and_pages_without_a_gap()
    {
        var (platform, _, ids) = await NewAsync(5);
        await platform.SayAsync(ids[0], "acknowledged");
        await platform.SayAsync(ids[1], "information-requested", reason: new { code = "work-unclear" });
        await platform.SayAsync(ids[2], "action-taken", "removed");
        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await platform.Api.GetAsync($"/v1/inbox/queue?limit=1&after={after}")).Must(200).Json;
            seen.AddRange(page["items"]!.AsArray().Select(i => i.Id("noticeId")));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);
        Assert.Equal([ids[3], ids[4], ids[0], ids[1]], seen);
        var counts = (await platform.Api.GetAsync("/v1/inbox/queue/counts")).Must(200).Json;
        Assert.Equal((4, 1), (counts.Long("total"), counts.Long("later")));
        await server.AdvanceAsync("PT25H");
        await Following.WaitUntilAsync(
            async () => (await platform.Api.GetAsync("/v1/inbox/queue/counts?due=overdue")).Must(200).Json,
            overdue => overdue.Long("total") == 3);
    }

    [Fact]
    public async Task One_notice_is_answered_and_its_claimant_answers_a_question_and_withdraws_on_its_page()
    {
        var (platform, claimant, id) = await server.DeliveredAsync(Bodies.NewHost());
        using var browser = await Browser.OpenAsync(server, platform.Key);
        var page = (await browser.GetAsync($"/console/notices/{id}")).Must(200);
        var held = (await browser.PostFormAsync(
            page, "answer", ("response", "information-requested"), ("reason.code", "other"),
            ("reason.text", "Which recording is it?"))).Must(302);
        await server.AdvanceAsync("PT21S");
        await DoneAsync(browser, held.Location!);
        using var sender = await Browser.OpenAsync(server, claimant.Key);
        Assert.Contains($"/console/notices/{id}", (await sender.GetAsync("/console")).Must(200).Links);
        var asked = (await sender.GetAsync($"/console/notices/{id}")).Must(200);
        Assert.Contains("Which recording is it?", asked.Text, StringComparison.Ordinal);
        (await sender.PostFormAsync(asked, "supplement", ("text", "The live one."))).Must(302);
        Assert.Equal("acknowledged", await claimant.StateAsync(id));
        (await sender.PostFormAsync(asked, "withdraw")).Must(302);
        Assert.Equal("withdrawn", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task The_connector_is_tested_and_its_secret_made_anew_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await server.PlatformAsync(
            Bodies.NewHost(), new { connector = new { kind = "webhook", url = receiver.Url } });
        using var browser = await Browser.OpenAsync(server, platform.Key);
        var page = (await browser.GetAsync("/console/connector")).Must(200);
        var tested = (await browser.PostFormAsync(page, "test")).Must(200);
        Assert.Contains("It was delivered", tested.Text, StringComparison.Ordinal);
        var rotated = (await browser.PostFormAsync(page, "rotate")).Must(200);
        Assert.NotEmpty(rotated.One("code.secret").TextContent);
    }

    private async Task<(Organisation Platform, Organisation Claimant, List<Guid> Ids)> NewAsync(int count)
    {
        var host = Bodies.NewHost();
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(Enumerable.Range(0, count).Select(
            i => Sample.Notice(string.Create(CultureInfo.InvariantCulture, $"https://{host}/{i}"))));
        var items = await platform.InboxUntilAsync(read => read.Count == count);
        return (platform, claimant, [.. items.Select(i => i.Id("noticeId"))]);
    }

    private static async Task<string> StateAsync(Api api, Guid id) =>
        (await api.GetAsync($"/v1/notices/{id}")).Must(200).Json.Text("state");

    private static async Task<Guid> HoldAsync(Organisation platform, Guid id) =>
        (await platform.Api.PostAsync("/v1/held-answers", new
        {
            noticeIds = new[] { id }, response = "acknowledged",
        })).Must(201).Json.Id("id");

    /// <summary>The page of answers once they have gone out.</summary>
    private static Task<Seen> DoneAsync(Browser browser, string path) => Following.WaitUntilAsync(
        async () => (await browser.GetAsync(path)).Must(200),
        page => page.Html.QuerySelector("[data-held], [data-held-running]") is null);
}
