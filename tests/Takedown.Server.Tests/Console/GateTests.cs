using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens;

/// <summary>Who sees which page, and under which policy.</summary>
public sealed class GateTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_page_of_another_kind_of_organisation_is_forbidden_in_words()
    {
        using var browser = await Browser.OpenAsync(server, (await server.ClaimantAsync()).Key);
        foreach (var path in ConsolePages.Of(server).Where(p => p.IsFor("operator") && !p.IsFor("claimant")))
        {
            var refused = (await browser.GetAsync(path.Path)).Must(403);
            Assert.Contains("another kind of organisation", refused.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/console/nowhere")]
    [InlineData("/console/nowhere/at/all")]
    [InlineData("/console/assets/x/console.css")]
    public async Task An_unknown_page_is_told_as_a_page(string path)
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var page = (await browser.GetAsync(path)).Must(404);
        Assert.Contains("There is no such page", page.Text, StringComparison.Ordinal);
        Assert.Contains("页面不存在", (await browser.GetAsync(path, "zh-CN")).Must(404).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/sign-in")]
    [InlineData("/console/profile")]
    [InlineData("/console/nowhere")]
    public async Task Pages_run_nothing_but_their_own_files(string path)
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var page = await browser.GetAsync(path);
        var policy = page.Header("Content-Security-Policy")!;
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", page.Header("X-Frame-Options"));
        Assert.Equal("no-referrer", page.Header("Referrer-Policy"));
        Assert.StartsWith("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Style_and_script_are_kept_for_ever_and_need_no_session()
    {
        using var browser = new Browser(server.Address);
        var page = (await browser.GetAsync("/console/sign-in")).Must(200);
        foreach (var path in new[]
        {
            page.One("link[rel=stylesheet]").GetAttribute("href")!, page.One("script").GetAttribute("src")!,
        })
        {
            var asset = (await browser.GetAsync(path)).Must(200);
            Assert.Contains("immutable", asset.Header("Cache-Control"), StringComparison.Ordinal);
            Assert.True(asset.Body.Length > 1000);
        }
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("claimant")]
    [InlineData("platform")]
    [InlineData("regulator")]
    public async Task Every_page_without_an_id_is_whole_in_both_languages(string kind)
    {
        using var browser = await Browser.OpenAsync(server, await KeyAsync(kind));
        var faults = new List<string>();
        foreach (var page in ConsolePages.Of(server).Where(p => p.IsFor(kind)))
        {
            var (english, chinese) =
                (await browser.GetAsync(page.Path, "en"), await browser.GetAsync(page.Path, "zh-CN"));
            faults.AddRange(ConsolePages.Faults(english, "en").Concat(ConsolePages.Faults(chinese, "zh-CN")));
            if (english.Title.Length > 0 && english.Title == chinese.Title)
                faults.Add($"{page.Path}: both languages have the title {english.Title}");
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_language_is_chosen_by_the_address_then_remembered_then_the_browsers()
    {
        using var browser = new Browser(server.Address);
        Assert.Equal("zh-CN", await LanguageAsync(browser, "/console/sign-in", "zh-Hans-CN"));
        Assert.Equal("en", await LanguageAsync(browser, "/console/sign-in", "fr"));
        Assert.Equal("zh-CN", await LanguageAsync(browser, "/console/sign-in?lang=zh", "en"));
        Assert.Equal("zh-CN", await LanguageAsync(browser, "/console/sign-in", "en"));
        Assert.Equal("en", await LanguageAsync(browser, "/console/sign-in?lang=en", "zh-CN"));
        Assert.Equal("en", await LanguageAsync(browser, "/console/sign-in?lang=xx", "zh-CN"));
    }

    [Fact]
    public async Task What_organisations_call_themselves_is_text()
    {
        const string name = "<script>alert(1)</script><b onload=x>&amp;";
        using var browser = await Browser.OpenAsync(server, (await server.ClaimantAsync(name)).Key);
        var page = (await browser.GetAsync("/console")).Must(200);
        Assert.Equal(name, page.One("h1").TextContent);
        Assert.Empty(page.Html.QuerySelectorAll("b, script:not([src])"));
        Assert.Contains(name, page.One(".who").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_can_be_switched_off()
    {
        await using var own = await Disposable.StartAsync(("Takedown:Console", "false"));
        using var browser = new Browser(own.Server.Address);
        foreach (var path in new[] { "/", "/console", "/console/sign-in", "/console/demo/x", "/console/act" })
            (await browser.GetAsync(path)).Must(404);
        (await own.Server.Operator.GetAsync("/v1/me")).Must(200);
    }

    [Fact]
    public async Task The_pages_are_no_part_of_the_documents_of_the_api()
    {
        var document = (await server.Anonymous.GetAsync("/openapi/v1.json")).Must(200).Body;
        Assert.DoesNotContain("\"/console", document, StringComparison.Ordinal);
        Assert.DoesNotContain("\"/\": {", document, StringComparison.Ordinal);
    }

    private static async Task<string?> LanguageAsync(Browser browser, string path, string accepted) =>
        (await browser.GetAsync(path, accepted)).Must(200).One("html").GetAttribute("lang");

    private async Task<string> KeyAsync(string kind) => kind switch
    {
        "operator" => TestServer.OperatorKey,
        "claimant" => (await server.ClaimantAsync()).Key,
        "platform" => (await server.PlatformAsync(Bodies.NewHost())).Key,
        _ => (await server.RegulatorAsync("CN-440305")).Key,
    };
}
