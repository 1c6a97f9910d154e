using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Views;

/// <summary>Saved views above the lists of the console.</summary>
public sealed class SavedViewsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Filters_are_saved_under_a_name_that_shows_how_many_there_are_and_deleted_again()
    {
        await using var own = await Disposable.StartAsync();
        for (var i = 0; i < 3; i++) await own.Server.ClaimantAsync($"Claimant {i}");
        using var browser = await Browser.OpenAsync(own.Server, TestServer.OperatorKey);
        Assert.Empty((await browser.GetAsync("/console/organisations")).Must(200).Html.QuerySelectorAll("#save-view"));
        var list = (await browser.GetAsync("/console/organisations?kind=claimant&after=&lang=en")).Must(200);
        var saved = await browser.PostFormAsync(list, "save-view", ("name", "All <b>claimants</b>"));
        saved.MustLeadTo("/console/organisations?kind=claimant");

        list = await browser.GetAsync("/console/organisations");
        var link = list.One("ul.views a");
        Assert.Equal(
            ("All <b>claimants</b>", "/console/organisations?kind=claimant"),
            (link.TextContent, link.GetAttribute("href")));
        Assert.Equal("3", list.One("ul.views .quiet").TextContent);
        Assert.Null(link.GetAttribute("aria-current"));
        list = await browser.GetAsync(link.GetAttribute("href")!);
        Assert.Equal("true", list.One("ul.views a").GetAttribute("aria-current"));
        Assert.Empty((await browser.GetAsync("/console/platform-requests")).Html.QuerySelectorAll("ul.views"));

        for (var i = 0; i < 50; i++) await own.Server.ClaimantAsync($"Claimant {i + 3}");
        list = await browser.GetAsync("/console/organisations");
        Assert.Equal("50+", list.One("ul.views .quiet").TextContent);
        var delete = list.One("form[id^=delete-view-]").Id!;
        (await browser.PostFormAsync(list, delete)).MustLeadTo("/console/organisations");
        Assert.Empty((await browser.GetAsync("/console/organisations")).Html.QuerySelectorAll("ul.views"));
    }

    [Fact]
    public async Task A_name_that_is_refused_is_told_beside_its_field()
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var list = await browser.GetAsync("/console/organisations?kind=claimant");
        var refused = (await browser.PostFormAsync(list, "save-view", ("name", " "))).Must(400);
        Assert.NotEqual("", refused.One("#save-view .fault").TextContent);
        Assert.NotNull(refused.Form("save-view").ParentElement!.GetAttribute("open"));
    }

    [Fact]
    public async Task A_shared_view_is_there_for_colleagues_without_the_means_to_delete_it()
    {
        var body = await server.RegulatorAsync("CN-360100");
        var (person, _) = await server.PersonOfAsync(body);
        (await person.PostAsync("/v1/views", new
        {
            name = "Keys", path = "/audit", query = "act=key.create", shared = true,
        })).Must(201);
        var reader = (await server.Operator.PostAsync(
            $"/v1/organisations/{body.Id}/people", new { name = "Li", role = "reader" })).Must(201).Json.Id("id");
        var key = (await server.Operator.PostAsync($"/v1/people/{reader}/keys", new { })).Must(201).Json.Text("key");
        using var browser = await Browser.OpenAsync(server, key);
        var list = (await browser.GetAsync("/console/audit", "zh-CN")).Must(200);
        Assert.Equal("/console/audit?act=key.create", list.One("ul.views a").GetAttribute("href"));
        Assert.Empty(list.Html.QuerySelectorAll("form[id^=delete-view-]"));
        Assert.Contains("常用查询", list.Text, StringComparison.Ordinal);
    }
}
