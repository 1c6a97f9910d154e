using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Regulators;

/// <summary>What a regulator watches: each page with its data, in both languages, and for whom it is.</summary>
public sealed class WatchingPagesTests(WatchedServer world) : IClassFixture<WatchedServer>
{
    [Theory]
    [InlineData("", "Open escalations 1", "未办结上报 1")]
    [InlineData("/overview", "Watched Video", "Watched Video")]
    [InlineData("/overview", "Answered on time", "按期处置率")]
    [InlineData("/overview", "Half were answered within", "半数通知在")]
    [InlineData("/overview?by=claimant", "Watched Video", "Watched Video")]
    [InlineData("/overview?from=2020-01-01&to=2026-12-31", "Year", "年份")]
    [InlineData("/platforms", "Watched Video", "Watched Video")]
    [InlineData("/platforms/{platform}", "Open breaches by age", "未办结超期（按时长）")]
    [InlineData("/platforms/{platform}", "To review what is uploaded", "版权审核义务")]
    [InlineData("/escalations", WatchedServer.Title, WatchedServer.Title)]
    [InlineData("/escalations?status=open&platform={platform}", "By platform: 1 with 1", "1 家平台")]
    [InlineData("/escalations/{escalation}", "Harbour Music", "Harbour Music")]
    [InlineData("/escalations/{escalation}", "overdue by", "已超期")]
    [InlineData("/notices/{silent}", "https://watched.example/silent", "https://watched.example/silent")]
    [InlineData("/notices/{silent}", "Deadline breached", "超过时限")]
    [InlineData("/notices/{answered}", "Measure: Removed", "措施：已移除")]
    [InlineData("/notices/{silent}/complaint", "Not acted on", "未处置")]
    [InlineData("/leads", WatchedServer.Title, WatchedServer.Title)]
    [InlineData("/leads?status=received&overdue=false", "Patrol", "巡查")]
    [InlineData("/leads/{lead}", "Pirate Ltd", "Pirate Ltd")]
    [InlineData("/leads/{lead}", "Entered", "登记")]
    [InlineData("/leads/new?notice={silent}", "Enter a lead", "登记线索")]
    [InlineData("/clusters?by=target", "https://pirate.example/1", "https://pirate.example/1")]
    [InlineData("/watches", WatchedServer.Title, WatchedServer.Title)]
    [InlineData("/watches/{watch}", "Watched Video", "Watched Video")]
    [InlineData("/watches/new", "Save", "保存")]
    [InlineData("/what-if?policy=CN-MUSIC&amount=2", "Would have breached 2", "测算超期 2")]
    public async Task A_page_shows_its_data_in_both_languages(string path, string english, string chinese)
    {
        foreach (var (language, text) in new[] { ("en", english), ("zh-CN", chinese) })
        {
            var page = (await world.SeeAsync(path, language)).Must(200);
            Assert.Contains(text, page.Text, StringComparison.Ordinal);
            Assert.Empty(ConsolePages.Faults(page, language));
            // What somebody sent as a title is a text of the page.
            Assert.Empty(page.Html.QuerySelectorAll("main b, script:not([src])"));
        }
    }

    [Theory]
    [InlineData("/platforms/{platform}")]
    [InlineData("/escalations/{escalation}")]
    [InlineData("/escalations?platform={platform}")]
    [InlineData("/notices/{silent}")]
    [InlineData("/notices/{silent}/complaint")]
    [InlineData("/notices/{silent}/complaint.zip")]
    [InlineData("/leads/{lead}")]
    [InlineData("/leads/new?notice={silent}")]
    [InlineData("/watches/{watch}")]
    [InlineData("/overview/trend.csv?platform={platform}")]
    [InlineData("/overview/secrets.csv")]
    [InlineData("/notices/nothing")]
    public async Task Another_region_finds_nothing(string path) =>
        (await world.SeeAsync(path, reader: world.Elsewhere)).Must(404);

    [Theory]
    [InlineData("/overview")]
    [InlineData("/overview/overview.csv")]
    [InlineData("/platforms")]
    [InlineData("/platforms.csv")]
    [InlineData("/platforms/{platform}")]
    [InlineData("/escalations")]
    [InlineData("/escalations.csv")]
    [InlineData("/escalations/{escalation}")]
    [InlineData("/leads")]
    [InlineData("/leads/new")]
    [InlineData("/leads/{lead}")]
    [InlineData("/clusters")]
    [InlineData("/watches")]
    [InlineData("/watches/new")]
    [InlineData("/watches/{watch}")]
    [InlineData("/what-if")]
    public async Task They_are_not_for_claimants(string path) =>
        (await world.SeeAsync(path, reader: world.Claimant)).Must(403);

    [Fact]
    public async Task A_platform_reads_its_own_figures_as_the_regulator_does_and_no_others()
    {
        var other = await world.Server.PlatformAsync(Bodies.NewHost(), new { region = "CN-530102" });
        var own = (await world.SeeAsync("/platforms/own", reader: world.Platform)).Must(200);
        var seen = (await world.SeeAsync("/platforms/{platform}")).Must(200);
        Assert.Equal(Figures(seen).Take(7), Figures(own).Take(7));
        (await world.SeeAsync($"/platforms/{other.Id}", reader: world.Platform)).Must(404);
        (await world.SeeAsync("/overview", reader: world.Platform)).Must(403);
        (await world.SeeAsync("/notices/{silent}", reader: world.Platform)).Must(200);
        (await world.SeeAsync("/notices/{silent}", reader: other)).Must(404);
    }

    [Fact]
    public async Task The_notice_tells_each_reader_what_is_his()
    {
        var claimant = (await world.SeeAsync("/notices/{silent}", reader: world.Claimant)).Must(200);
        Assert.Contains("/console" + $"/notices/{world.Silent}/complaint", claimant.Links);
        Assert.DoesNotContain(claimant.Links, l => l.StartsWith("/console/platforms/", StringComparison.Ordinal));
        var platform = (await world.SeeAsync("/notices/{silent}", reader: world.Platform)).Must(200);
        Assert.DoesNotContain(
            "Harbour Music", platform.Html.QuerySelector("main dl.facts")!.TextContent, StringComparison.Ordinal);
        var regulator = (await world.SeeAsync("/notices/{silent}")).Must(200);
        Assert.Contains($"/console/leads/new?notice={world.Silent}", regulator.Links);
        Assert.Equal(WatchedServer.Title, regulator.One("h1").TextContent);
    }

    private static IEnumerable<string> Figures(Seen page) =>
        page.Html.QuerySelectorAll(".card .figure").Select(f => f.TextContent);
}
