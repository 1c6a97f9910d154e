using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Screens;

namespace Takedown.Server.Tests.Transparency.Decisions;

/// <summary>The pages of the public record, for everybody.</summary>
public sealed class PublicPageTests(RecordAtWork work) : IClassFixture<RecordAtWork>
{
    private static readonly string[] Pages =
    [
        "/public", "/public/counts", "/public/publications", "/public/dumps", "/public/about", "/public/corrections",
    ];

    [Fact]
    public async Task Everybody_finds_a_notice_and_reads_it_in_both_languages_under_a_strict_policy()
    {
        var id = await work.PublishAsync("晴天 七里香 精选");
        using var browser = new Browser(work.Server.Address);
        foreach (var path in Pages.Append($"/public/notices/{id}"))
        {
            foreach (var language in new[] { "en", "zh-CN" })
            {
                var page = (await browser.GetAsync(path, language)).Must(200);
                Assert.Empty(ConsolePages.Faults(page, language, isPublic: true));
                var policy = page.Header("Content-Security-Policy")!;
                Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy,
                    StringComparison.Ordinal);
                Assert.Equal("noindex, nofollow", page.Header("X-Robots-Tag"));
                Assert.NotNull(page.Html.QuerySelector("meta[name=robots][content^=noindex]"));
            }
        }
        var found = (await browser.GetAsync("/public?q=七里香", "zh-CN")).Must(200);
        Assert.Contains($"/public/notices/{id}", found.Links);
        Assert.Contains($"/public?q=%E4%B8%83%E9%87%8C%E9%A6%99&host={RecordAtWork.Host}", found.Links);
        Assert.DoesNotContain($"/public/notices/{id}", (await browser.GetAsync("/public?q=里香七")).Must(200).Links);
        (await browser.GetAsync("/public?platform=x")).Must(400);
        (await browser.GetAsync("/public/nowhere")).Must(404);
        Assert.Equal("User-agent: *\nDisallow: /\n", (await browser.GetAsync("/robots.txt")).Must(200).Body);
    }

    [Fact]
    public async Task A_notice_that_is_hidden_while_it_is_read_says_why_and_a_key_in_the_browser_changes_nothing()
    {
        var id = await work.PublishAsync("被读的通知");
        using var browser = await Browser.OpenAsync(work.Server, TestServer.OperatorKey);
        var page = (await browser.GetAsync($"/public/notices/{id}")).Must(200);
        Assert.DoesNotContain($"{RecordAtWork.Host}/", page.Body, StringComparison.Ordinal);
        await work.HideAsync(id);
        // The reader sends the form of the page that is still open, and looks at the page again.
        var form = (await browser.GetAsync($"/public/corrections?notice={id}")).Must(200);
        (await browser.PostFormAsync(form, "correction", ("who", "x"), ("text", "x"))).Must(302);
        var gone = (await browser.GetAsync($"/public/notices/{id}", "zh-CN")).Must(410);
        Assert.Contains("涉及个人信息", gone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("被读的通知", gone.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_correction_is_sent_by_its_form_and_by_no_other()
    {
        var id = await work.PublishAsync("有误的通知");
        using var browser = new Browser(work.Server.Address);
        var page = (await browser.GetAsync($"/public/corrections?notice={id}")).Must(200);
        var sent = await browser.FollowAsync(await browser.PostFormAsync(
            page, "correction", ("who", "<b>Li</b>"), ("text", "The title is wrong.")));
        Assert.Contains("Your request was received", sent.Must(200).Text, StringComparison.Ordinal);
        var listed = (await work.Server.Operator.GetAsync("/v1/transparency/corrections?limit=1000")).Must(200).Items;
        Assert.Contains(listed, c => c!.Id("noticeId") == id && c.Text("text") == "The title is wrong.");

        var again = await browser.PostFormAsync(page, "correction", ("noticeId", "x"), ("who", "<b>Li</b>"));
        again.Must(400);
        Assert.Equal("<b>Li</b>", again.One("input[name=who]").GetAttribute("value"));
        Assert.NotEmpty(again.Html.QuerySelectorAll(".fault, .problem"));
        var forged = (await browser.PostFormAsync(page, "correction", ("_token", "x"), ("who", "x"), ("text", "x")));
        Assert.Contains("too old or was not made here", forged.Must(400).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_decide_in_the_console_about_what_was_asked()
    {
        var id = await work.PublishAsync("待决定的通知");
        (await work.Server.Anonymous.PostAsync(
            "/v1/transparency/corrections", new { noticeId = id, who = "Li", text = "Wrong." })).Must(201);
        using var first = await Browser.OpenAsync(work.Server, work.Key(work.Operator));
        using var second = await Browser.OpenAsync(work.Server, work.Key(work.OtherOperator));
        var request = (await first.GetAsync("/console/record/corrections?status=open")).Must(200).Links
            .Last(l => l.StartsWith("/console/record/corrections/", StringComparison.Ordinal));
        var asked = (await first.GetAsync(request)).Must(200);
        Assert.Empty(ConsolePages.Faults(asked, "en"));
        Assert.Contains("Li", asked.Text, StringComparison.Ordinal);
        var notice = (await first.GetAsync(asked.Links.First(
            l => l.StartsWith($"/console/record/notices/{id}?", StringComparison.Ordinal)))).Must(200);
        Assert.Empty(ConsolePages.Faults(notice, "en"));
        var proposed = await first.FollowAsync(await first.PostFormAsync(notice, "hide", ("ground", "mistake")));
        Assert.Contains("waits for the approval of a second person", proposed.Must(200).Text, StringComparison.Ordinal);
        (await first.PostFormAsync(proposed, "approval")).Must(409);
        var seen = (await second.GetAsync(proposed.Path)).Must(200);
        await second.FollowAsync(await second.PostFormAsync(seen, "approval"));
        await work.CatchUpAsync();
        Assert.Equal(410, (await work.ReadAsync(id)).Status);
        foreach (var path in new[] { "decisions", "corrections", "readers", "readers/new", "history", $"notices/{id}" })
        {
            Assert.Empty(ConsolePages.Faults(await first.GetAsync($"/console/record/{path}", "zh-CN"), "zh-CN"));
        }
        Assert.Contains("七里香", (await PublishedAsync("七里香三")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_follow_what_is_published_and_need_no_console()
    {
        await using var own = await Disposable.StartAsync(
            ("Takedown:Console", "false"), ("Takedown:Transparency:Publish", "counts"),
            ("Takedown:Transparency:Indexable", "true"));
        using var browser = new Browser(own.Server.Address);
        (await browser.GetAsync("/public")).MustLeadTo("/public/counts");
        var counts = (await browser.GetAsync("/public/counts")).Must(200);
        Assert.Null(counts.Header("X-Robots-Tag"));
        Assert.Null(counts.Html.QuerySelector("meta[name=robots]"));
        (await browser.GetAsync(counts.One("link[rel=stylesheet]").GetAttribute("href")!)).Must(200);
        (await browser.GetAsync("/public/dumps")).Must(404);
        (await browser.GetAsync("/console")).Must(404);
        Assert.Contains("Allow: /public", (await browser.GetAsync("/robots.txt")).Must(200).Body,
            StringComparison.Ordinal);

        await own.Server.RestartAsync(("Takedown:Transparency:Publish", "none"));
        using var other = new Browser(own.Server.Address);
        foreach (var path in Pages) (await other.GetAsync(path)).Must(404);
    }

    private async Task<Seen> PublishedAsync(string title)
    {
        await work.PublishAsync(title);
        using var browser = await Browser.OpenAsync(work.Server, TestServer.OperatorKey);
        return (await browser.GetAsync("/console/record/history")).Must(200);
    }
}
