using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Claimants;

/// <summary>A single notice from a form: to one platform or two, and in the place of another.</summary>
public sealed class OneNoticeTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task One_notice_goes_to_two_platforms_and_the_page_leads_to_both()
    {
        var claimant = await server.ClaimantAsync();
        var one = await server.PlatformAsync("one-form.example");
        var other = await server.PlatformAsync("cdn-form.example");
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var upload = (await browser.GetAsync("/console/upload")).Must(200);
        Assert.NotEmpty(upload.Html.QuerySelectorAll("a[href='/console/upload/one']"));
        var page = (await browser.GetAsync("/console/upload/one")).Must(200);
        var sent = await browser.FollowAsync(await browser.PostFormAsync(page, "one", [
            .. Filled("https://one-form.example/1"),
            ("notices.0.respondents.0", $"{one.Id}"), ("notices.0.respondents.1", $"{other.Id}"),
        ]));
        var links = sent.Must(200).Html.QuerySelectorAll("td a[href^='/console/notices/']")
            .Select(a => Guid.Parse(a.GetAttribute("href")!.Split('/')[^1])).ToList();
        Assert.Equal(2, links.Count);
        Assert.Equal([one.Id, other.Id], [
            (await claimant.NoticeAsync(links[0])).Id("platformId"),
            (await claimant.NoticeAsync(links[1])).Id("platformId"),
        ]);
        // With none it goes to the platform of the address, and what is wrong can be mended on the page of its batch.
        var plain = await browser.PostFormAsync(page, "one", [.. Filled("https://one-form.example/2")]);
        Assert.Contains("one-form.example/2", (await browser.GetAsync("/console/notices")).Text,
            StringComparison.Ordinal);
        plain.Must(302);
        var wrong = await browser.FollowAsync(await browser.PostFormAsync(page, "one", [
            .. Filled("https://one-form.example/3"), ("notices.0.respondents.0", $"{one.Id}"),
            ("notices.0.supersedes", $"{links[0]}"),
        ]));
        Assert.Contains("supersedes", wrong.Must(200).One("#mend").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_is_replaced_by_what_was_sent_with_a_change()
    {
        var claimant = await server.ClaimantAsync();
        var platform = await server.PlatformAsync("replace-form.example");
        var former = await claimant.DeliverAsync(platform, Sample.Notice("https://replace-form.example/1"));
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var own = (await browser.GetAsync($"/console/notices/{former}")).Must(200);
        var path = $"/console/notices/{former}/replace";
        Assert.NotEmpty(own.Html.QuerySelectorAll($"a[href='{path}']"));
        var page = (await browser.GetAsync(path)).Must(200);
        Assert.Equal("七里香", page.One("[name='notices.0.work.title']").GetAttribute("value"));
        var same = await browser.FollowAsync(await browser.PostFormAsync(page, "replace"));
        Assert.Contains("supersedes", same.Must(200).One("#mend").TextContent, StringComparison.Ordinal);
        Assert.Equal("delivered", await claimant.StateAsync(former));

        (await browser.PostFormAsync(page, "replace", ("notices.0.work.title", "晴天"))).Must(302);
        var later = (await claimant.NoticeAsync(former)).Id("supersededBy");
        Assert.Equal("withdrawn", await claimant.StateAsync(former));
        var next = await claimant.NoticeAsync(later);
        Assert.Equal((former, "晴天"), (next.Id("supersedes"), next["notice"]!["work"].Text("title")));
        Assert.Single(next["notice"]!["evidence"]!.AsArray());
        var over = (await browser.GetAsync(path)).Must(200);
        Assert.Empty(over.Html.QuerySelectorAll("#replace"));
        Assert.Empty((await browser.GetAsync($"/console/notices/{former}")).Must(200).Html
            .QuerySelectorAll($"a[href='{path}']"));
    }

    [Fact]
    public async Task Only_its_claimant_has_the_forms_and_only_with_their_token()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("walls-form.example"));
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://walls-form.example/1"));
        using var stranger = await Browser.OpenAsync(server, (await server.ClaimantAsync()).Key);
        (await stranger.GetAsync($"/console/notices/{id}/replace")).Must(404);
        using var accused = await Browser.OpenAsync(server, platform.Key);
        (await accused.GetAsync("/console/upload/one")).Must(403);
        (await accused.GetAsync($"/console/notices/{id}/replace")).Must(403);

        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var page = (await browser.GetAsync($"/console/notices/{id}/replace")).Must(200);
        foreach (var token in new[] { null, "forged" })
        {
            (await browser.PostFormAsync(
                page, "replace", ("_token", token), ("notices.0.work.title", "晴天"))).Must(400);
        }
        (await browser.PostFormAsync(
            (await browser.GetAsync("/console/upload/one")).Must(200), "one",
            [.. Filled("https://walls-form.example/2"), ("_token", "forged")])).Must(400);
        Assert.Equal("delivered", await claimant.StateAsync(id));
        Assert.Single((await claimant.Api.GetAsync("/v1/notices")).Must(200).Items);
        List<string> faults = [];
        foreach (var language in new[] { "en", "zh-CN" })
        {
            foreach (var path in new[] { "upload/one", $"notices/{id}/replace", $"notices/{id}" })
                faults.AddRange(ConsolePages.Faults(await browser.GetAsync($"/console/{path}", language), language));
        }
        Assert.Empty(faults);
    }

    private static (string, string?)[] Filled(string url) =>
    [
        ("notices.0.work.title", "七里香"), ("notices.0.work.type", "music"), ("notices.0.target.url", url),
        ("notices.0.evidence.0.kind", "screenshot"), ("notices.0.evidence.0.sha256", Sample.Sha256),
    ];
}
