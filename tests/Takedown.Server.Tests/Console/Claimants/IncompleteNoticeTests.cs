using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Claimants;

/// <summary>A notice that was sent with what it lacked: its claimant completes it, its platform sees both.</summary>
public sealed class IncompleteNoticeTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task It_is_completed_on_its_page_and_the_platform_reads_what_was_added()
    {
        var (claimant, platform) = await server.ShownPartiesAsync("shown-form.example");
        var id = await claimant.DeliverAsync(platform, ShownRegime.Notice("https://shown-form.example/1"));
        var path = $"/console/notices/{id}";
        using var theirs = await Browser.OpenAsync(server, platform.Key);
        var seen = (await theirs.GetAsync(path)).Must(200);
        Assert.Contains("as to what it shows", seen.Text, StringComparison.Ordinal);
        Assert.Empty(seen.Html.QuerySelectorAll("#complete"));
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        // What it lacks is the server's to say.
        Assert.Empty((await browser.GetAsync($"{path}/replace")).Must(200).Html
            .QuerySelectorAll("[name^='notices.0.missing']"));

        var page = (await browser.GetAsync(path)).Must(200);
        (await browser.PostFormAsync(
            page, "complete", ("signature", "/s/ Li Ming"), ("statements:list", "good-faith"))).Must(302);
        Assert.NotNull((await claimant.NoticeAsync(id))["deficiency"]!["completedAt"]);
        List<string> faults = [];
        foreach (var reader in new[] { browser, theirs })
        {
            foreach (var language in new[] { "en", "zh-CN" })
            {
                var now = await reader.GetAsync(path, language);
                faults.AddRange(ConsolePages.Faults(now, language));
                Assert.Contains("/s/ Li Ming", now.Text, StringComparison.Ordinal);
                Assert.Empty(now.Html.QuerySelectorAll("#complete"));
            }
        }
        Assert.Empty(faults);
    }
}
