using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Lists;

/// <summary>The columns of a list stand in its address.</summary>
public sealed class ColumnsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Chosen_columns_are_shown_exported_and_saved_and_a_look_for_new_rows_reads_no_counts()
    {
        await server.ClaimantAsync("Chosen Ltd");
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var all = (await browser.GetAsync("/console/organisations?kind=claimant")).Must(200);
        var heads = Heads(all);
        Assert.Equal(6, heads.Count);
        Assert.Equal(heads.Skip(1), all.Html.QuerySelectorAll("label.choice").Select(l => l.TextContent.Trim()));

        const string Address = "/console/organisations?kind=claimant&columns=1&columns=4&columns=x";
        var some = (await browser.GetAsync(Address)).Must(200);
        Assert.Equal([heads[0], heads[3]], Heads(some));
        Assert.Equal("1,4", some.One("form[role=search] input[name=columns]").GetAttribute("value"));
        var file = Address.Replace("organisations?", "organisations.csv?", StringComparison.Ordinal);
        var csv = (await browser.GetAsync(file)).Must(200);
        Assert.Equal($"{heads[0]},{heads[3]}", csv.Body.Trim('\uFEFF').Split("\r\n")[0]);

        (await browser.PostFormAsync(some, "save-view", ("name", "Short"))).MustLeadTo(Address);
        var saved = (await browser.GetAsync("/console/organisations")).One("ul.views a").GetAttribute("href")!;
        Assert.Equal("/console/organisations?kind=claimant&columns=1%2C4", saved);
        var shown = (await browser.GetAsync(saved)).Must(200);
        Assert.Equal([heads[0], heads[3]], Heads(shown));
        Assert.Equal("true", shown.One("ul.views a").GetAttribute("aria-current"));

        using var look = new StringContent("");
        look.Headers.Add("Takedown-Look", "1");
        var looked = (await browser.SendAsync(HttpMethod.Get, saved, look)).Must(200);
        Assert.Empty(looked.Html.QuerySelectorAll("ul.views"));
        Assert.Equal(Heads(shown), Heads(looked));
    }

    private static List<string> Heads(Seen page) =>
        [.. page.Html.QuerySelectorAll("table[data-list] th").Select(h => h.TextContent.Trim())];
}
