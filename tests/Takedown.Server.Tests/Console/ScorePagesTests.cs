using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens;

/// <summary>The own score on the screen, an appeal against it and the decision of a regulator.</summary>
public sealed class ScorePagesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_claimant_appeals_on_its_score_and_a_regulator_decides_on_the_page_of_the_appeal()
    {
        var platform = await server.PlatformAsync("score-page.example", new { region = "CN-460100" });
        var claimant = await server.ClaimantAsync("Page Ltd", new { region = "CN-460100" });
        var regulator = await server.RegulatorAsync("CN-460000");
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://score-page.example/1"));
        await platform.SayAsync(id, "rejected", reason: new { code = "licensed", text = "<b>Licence</b>" });
        using var own = await Browser.OpenAsync(server, claimant.Key);
        using var other = await Browser.OpenAsync(server, platform.Key);
        using var officer = await OfficerAsync(regulator);
        var score = (await own.GetAsync("/console/score")).Must(200);
        Assert.Contains("<b>Licence</b>", score.Text, StringComparison.Ordinal);
        var appeal = await own.FollowAsync(await own.PostFormAsync(score, "appeal", ("text", "It has ended.")));
        appeal.Must(200);
        Assert.Empty(appeal.Html.QuerySelectorAll("#decide"));
        var page = (await officer.GetAsync(appeal.Path)).Must(200);
        await officer.PostFormAsync(page, "decide", ("outcome", "upheld"), ("text", "So it has."));
        Assert.Contains("So it has.", (await own.GetAsync(appeal.Path)).Must(200).Text, StringComparison.Ordinal);
        Assert.Contains("does not count", (await own.GetAsync("/console/score")).Must(200).Text,
            StringComparison.Ordinal);
        (await other.GetAsync(appeal.Path)).Must(404);

        var faults = new List<string>();
        foreach (var language in new[] { "en", "zh-CN" })
        {
            foreach (var browser in new[] { own, other })
            {
                faults.AddRange(ConsolePages.Faults(await browser.GetAsync("/console/score", language), language));
                faults.AddRange(ConsolePages.Faults(
                    await browser.GetAsync("/console/score-appeals", language), language));
            }
            faults.AddRange(ConsolePages.Faults(await officer.GetAsync(appeal.Path, language), language));
            faults.AddRange(ConsolePages.Faults(await officer.GetAsync("/console/score-appeals", language), language));
        }
        Assert.Empty(faults);
    }

    private async Task<Browser> OfficerAsync(Organisation body)
    {
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{body.Id}/people", new { name = "Li", role = "officer" })).Must(201).Json.Id("id");
        var key = (await server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json.Text("key");
        return await Browser.OpenAsync(server, key);
    }
}
