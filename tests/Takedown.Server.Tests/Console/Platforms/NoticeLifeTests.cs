using System.Globalization;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Platforms;

/// <summary>On the page of a notice: more time, a finding, a mediation, a measure taken back.</summary>
public sealed class NoticeLifeTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Both_sides_do_on_the_page_what_the_state_allows_and_see_what_the_other_did()
    {
        var platform = await server.PlatformAsync("life.example", new { serviceType = "marketplace" });
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://life.example/1", type: "art"));
        var path = $"/console/notices/{id}";
        using var own = await Browser.OpenAsync(server, platform.Key);
        using var sender = await Browser.OpenAsync(server, claimant.Key);

        var page = (await own.GetAsync(path)).Must(200);
        Assert.Empty(ConsolePages.Faults(page, "en"));
        (await own.PostFormAsync(page, "extension", ("reason", "It has to be compared."))).Must(302);
        var seen = (await sender.GetAsync(path)).Must(200);
        Assert.Contains("The time to act was extended", seen.Text, StringComparison.Ordinal);
        Assert.Contains("It has to be compared.", seen.Text, StringComparison.Ordinal);
        page = (await own.GetAsync(path)).Must(200);
        Assert.Null(page.Html.GetElementById("extension"));

        await AnswerAsync(own, path, ("response", "assessed:infringing"));
        await claimant.NoticeUntilAsync(id, n => n["assessment"].Text("finding") == "infringing");
        await AnswerAsync(own, path, ("response", "action-taken"), ("measure", "delisted"));
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "removed");
        await AnswerAsync(own, path, ("response", "rejected"), ("reason.code", "licensed"));
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "rejected");

        sender.Language = "zh-CN";
        seen = (await sender.GetAsync(path)).Must(200);
        Assert.Empty(ConsolePages.Faults(seen, "zh-CN"));
        Assert.Contains("核实结论：侵权", seen.Text, StringComparison.Ordinal);
        var begun = (await server.NowAsync()).ToOffset(TimeSpan.FromHours(8));
        (await sender.PostFormAsync(seen, "mediation", ("body", "广东省版权保护联合会"),
            ("filedAt:instant", begun.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
            ("document.sha256", Sample.Sha256))).Must(302);
        page = (await own.GetAsync(path)).Must(200);
        Assert.Empty(ConsolePages.Faults(page, "en"));
        Assert.Contains("广东省版权保护联合会", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("claim-given-up", page.Html.DocumentElement.OuterHtml, StringComparison.Ordinal);
        (await own.PostFormAsync(
            page, "mediation-outcome", ("outcome", "measure-agreed"), ("document.sha256", Sample.Sha256))).Must(302);
        Assert.Equal("disputed", await claimant.StateAsync(id));
        Assert.Empty(ConsolePages.Faults((await own.GetAsync(path)).Must(200), "en"));
    }

    /// <summary>Answers on the page, and waits until it can no longer be taken back.</summary>
    private async Task AnswerAsync(Browser browser, string path, params (string Name, string? Value)[] answer)
    {
        var page = (await browser.GetAsync(path)).Must(200);
        (await browser.PostFormAsync(page, "answer", answer)).Must(302);
        await server.AdvanceAsync("PT21S");
    }
}
