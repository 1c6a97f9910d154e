using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Operators;

/// <summary>Pages of one object: whole in both languages, and what others wrote is text on them.</summary>
public sealed class PagesWithIdsTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Written = "<script>alert(1)</script><b>";

    [Fact]
    public async Task Pages_of_one_object_are_whole_in_both_languages()
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        foreach (var path in await PathsAsync())
        {
            var (english, chinese) = (await browser.GetAsync(path, "en"), await browser.GetAsync(path, "zh-CN"));
            Assert.Empty(ConsolePages.Faults(english, "en").Concat(ConsolePages.Faults(chinese, "zh-CN")));
            Assert.NotEqual(english.Title, chinese.Title);
            Assert.Empty(english.Html.QuerySelectorAll("main b"));
        }
    }

    [Fact]
    public async Task What_nobody_has_is_not_found()
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        foreach (var path in new[]
        {
            "/organisations/{0}", "/organisations/{0}/limits", "/senders/{0}", "/people/{0}", "/platform-requests/{0}",
            "/policies/NOWHERE", "/calendars/NOWHERE", "/vocabularies/nowhere", "/audit/123456789", "/people/x",
        })
        {
            var page = await browser.GetAsync("/console" + string.Format(null, path, NewId.Next()));
            Assert.Equal("Not found", page.Must(404).One("h1").TextContent);
        }
    }

    private async Task<IReadOnlyList<string>> PathsAsync()
    {
        var claimant = await server.ClaimantAsync(Written);
        var platform = await server.PlatformAsync(Bodies.NewHost(), new { name = Written });
        var body = await server.RegulatorAsync("CN-520100");
        var (_, person) = await server.PersonOfAsync(body, name: Written);
        var request = (await claimant.Api.PostAsync("/v1/platform-requests", new
        {
            host = Bodies.NewHost("asked"), note = Written,
        })).Must(201).Json.Id("id");
        return
        [
            $"/console/organisations/{claimant.Id}", $"/console/organisations/{platform.Id}",
            $"/console/organisations/{body.Id}", $"/console/organisations/{platform.Id}/limits",
            $"/console/senders/{claimant.Id}",
            $"/console/people/{person}", $"/console/platform-requests/{request}", "/console/audit/1",
            "/console/organisations/new?kind=platform", "/console/organisations/new?kind=claimant",
            "/console/organisations/new?kind=regulator", "/console/organisations/new?kind=operator",
        ];
    }
}
