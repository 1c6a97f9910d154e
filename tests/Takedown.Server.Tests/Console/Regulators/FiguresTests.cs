using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Screens.Regulators;

/// <summary>The figures of the pages are those of the API, for the period of the address.</summary>
public sealed class FiguresTests(WatchedServer world) : IClassFixture<WatchedServer>
{
    [Fact]
    public async Task The_cards_are_those_of_the_api_with_their_change()
    {
        var page = (await world.SeeAsync("/overview")).Must(200);
        var cards = page.Html.QuerySelectorAll(".card")
            .ToDictionary(c => c.QuerySelector(".label")!.TextContent, c => c.QuerySelector(".figure")!.TextContent);
        Assert.Equal("2", cards["Notices received"]);
        Assert.Equal("50.0 %", cards["Answered on time"]);
        Assert.Equal("1", cards["Removed or other measure"]);
        Assert.Equal("0", cards["Refused"]);
        Assert.Equal("1", cards["Time limit breached"]);
        Assert.StartsWith("3 h", cards["Median time to act"], StringComparison.Ordinal);
        Assert.Equal("1", cards["Open notices now"]);
        Assert.Equal("1", cards["Open escalations now"]);
        Assert.Contains("+2 against the 30 days before", page.Text, StringComparison.Ordinal);
        Assert.Contains("as of", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_period_of_the_address_counts()
    {
        var before = (await world.SeeAsync("/overview?from=2020-01-01&to=2020-01-31")).Must(200);
        Assert.Contains("Nothing was answered in this period", before.Text, StringComparison.Ordinal);
        Assert.Contains("2020-01-01 to 2020-01-31", before.Text, StringComparison.Ordinal);
        Assert.Contains(
            "/console/overview/trend.csv?from=2020-01-01&to=2020-01-31", before.Links);
        foreach (var bad in new[] { "from=2026-02-01&to=2026-01-01", "from=yesterday", "to=9999-99-99", "by=nobody" })
            (await world.SeeAsync($"/overview?{bad}")).Must(400);
    }

    [Theory]
    [InlineData("overview")]
    [InlineData("trend")]
    [InlineData("platforms")]
    public async Task The_export_is_the_csv_of_the_api(string table)
    {
        var file = (await world.SeeAsync($"/overview/{table}.csv?from=2020-01-01&to=2035-12-31", "zh-CN")).Must(200);
        var bucket = table == "trend" ? "&bucket=year" : "";
        var api = (await world.Regulator.Api.GetAsync(
            $"/v1/compliance/{table}?from=2020-01-01&to=2035-12-31&format=csv{bucket}", ("Accept-Language", "zh-CN")))
            .Must(200);
        // The total is as of another moment.
        if (table == "overview") Assert.Equal(Head(api.Body), Head(file.Body));
        else Assert.Equal(api.Body, file.Body);
        Assert.Equal($"attachment; filename=\"{table}-2020-01-01-2035-12-31.csv\"", file.Header("Content-Disposition"));
    }

    [Fact]
    public async Task A_list_is_exported_as_it_is_shown()
    {
        var shown = (await world.SeeAsync("/platforms?from=2020-01-01")).Must(200);
        var file = (await world.SeeAsync("/platforms.csv?from=2020-01-01")).Must(200);
        Assert.Contains("/console/platforms.csv?from=2020-01-01", shown.Links);
        Assert.Contains("Watched Video,CN-530102,", file.Body, StringComparison.Ordinal);
        Assert.Equal("Watched Video", Assert.Single(shown.Rows())[0]);
    }

    [Fact]
    public async Task Handling_times_are_told_by_class_in_all_and_for_one_platform()
    {
        var all = (await world.Regulator.Api.GetAsync("/v1/compliance/overview")).Must(200).Json;
        var one = (await world.Regulator.Api.GetAsync($"/v1/compliance/platforms/{world.Platform.Id}"))
            .Must(200).Json;
        foreach (var counts in new[] { all, one })
        {
            var classes = counts["handling"]!["classes"]!.AsArray();
            Assert.Equal(
                ["PT1S", "PT5S", "PT15S", "PT1M", "PT15M", "PT1H", "PT4H", "PT12H", "P1D", "P2D", "P3D", "P7D", null],
                classes.Select(c => c!["atMost"]?.GetValue<string>()));
            Assert.Equal(
                [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], classes.Select(c => c!["count"]!.GetValue<long>()));
        }
        var listed = (await world.Regulator.Api.GetAsync("/v1/compliance/platforms")).Must(200).Items;
        Assert.All(listed, p => Assert.Null((p!["handling"] as JsonObject)?["classes"]));
    }

    [Fact]
    public async Task Another_time_limit_is_asked_about_by_the_address()
    {
        var asked = (await world.SeeAsync("/what-if?policy=CN-MUSIC&amount=2&unit=running")).Must(200);
        Assert.Equal(["Watched Video", "2", "2", "1", "2", "+1"], Assert.Single(asked.Rows()));
        var longer = (await world.SeeAsync("/what-if?policy=CN-MUSIC&amount=48")).Must(200);
        Assert.Equal(["Watched Video", "2", "2", "1", "0", "−1"], Assert.Single(longer.Rows()));
        var bad = (await world.SeeAsync("/what-if?policy=CN-MUSIC&amount=soon")).Must(400);
        Assert.Equal("soon", bad.One("input[name=amount]").GetAttribute("value"));
        (await world.SeeAsync("/what-if?policy=NOWHERE&amount=2")).Must(400);
        Assert.Empty((await world.SeeAsync("/what-if")).Must(200).Rows());
    }

    private static string Head(string csv) => csv[..csv.IndexOf('\n', StringComparison.Ordinal)];
}
