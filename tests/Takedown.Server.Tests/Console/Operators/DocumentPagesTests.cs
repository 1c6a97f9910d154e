using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Operators;

/// <summary>Rules are changed after a look at what changes.</summary>
public sealed class DocumentPagesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_policy_is_saved_after_its_old_and_new_lines_were_seen()
    {
        using var browser = await OperatorAsync();
        var page = (await browser.GetAsync("/console/policies/CN-DISK")).Must(200);
        var (text, version) = (TextOf(page), await VersionAsync("/v1/policies/CN-DISK"));
        var preview = (await browser.PostFormAsync(page, "edit", ("text", Renamed(text, "Disks, changed")))).Must(200);
        Assert.Equal(["+", "−"], preview.Rows("table.diff").Select(r => r[2]).Where(s => s.Length > 0).Order());
        Assert.Contains("Disks, changed", preview.One("ins").TextContent, StringComparison.Ordinal);
        Assert.Contains("\"name\"", preview.One("del").TextContent, StringComparison.Ordinal);
        Assert.Equal(version, await VersionAsync("/v1/policies/CN-DISK"));

        var saved = await browser.PostFormAsync(preview, "save");
        saved.MustLeadTo("/console/policies/CN-DISK");
        Assert.Equal(
            $"Version {version + 1} is in force.", (await browser.FollowAsync(saved)).One(".said").TextContent);
        Assert.Equal("Disks, changed", (await server.Operator.GetAsync("/v1/policies/CN-DISK")).Json.Text("name"));
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_not_overwritten()
    {
        using var browser = await OperatorAsync();
        var page = await browser.GetAsync("/console/policies/CN-MUSIC");
        var preview = await browser.PostFormAsync(page, "edit", ("text", Renamed(TextOf(page), "Mine")));
        var other = (await server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Json;
        other["name"] = "Theirs";
        (await server.Operator.PutAsync("/v1/policies/CN-MUSIC", other)).Must(200);

        var refused = (await browser.PostFormAsync(preview, "save")).Must(409);
        Assert.Contains("saved meanwhile", refused.One("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Mine", TextOf(refused), StringComparison.Ordinal);
        Assert.Equal("Theirs", (await server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Json.Text("name"));
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{"a":1,"a":2}""", "")]
    public async Task What_is_no_document_is_told_and_stays_typed(string text, string told)
    {
        using var browser = await OperatorAsync();
        var page = await browser.GetAsync("/console/functions");
        var refused = (await browser.PostFormAsync(page, "edit", ("text", text))).Must(400);
        Assert.Contains(told, refused.One("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(text, TextOf(refused));
    }

    [Fact]
    public async Task What_the_rules_of_the_api_refuse_is_told_with_its_place()
    {
        using var browser = await OperatorAsync();
        var page = await browser.GetAsync("/console/policies/CN-DISK");
        var text = TextOf(page).Replace("\"calendar\": \"CN\"", "\"calendar\": \"NOWHERE\"", StringComparison.Ordinal);
        var preview = await browser.PostFormAsync(page, "edit", ("text", text));
        var refused = (await browser.PostFormAsync(preview, "save")).Must(400);
        Assert.Contains("/calendar", refused.One("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(text, TextOf(refused));
    }

    [Fact]
    public async Task Another_code_makes_a_new_policy()
    {
        using var browser = await OperatorAsync();
        var page = await browser.GetAsync("/console/policies/CN-DISK");
        var preview = (await browser.PostFormAsync(page, "edit", ("code", "CN-DISK-TRIAL"))).Must(200);
        Assert.Contains("a new document", preview.Text, StringComparison.Ordinal);
        Assert.Empty(preview.Html.QuerySelectorAll("del"));
        (await browser.PostFormAsync(preview, "save")).MustLeadTo("/console/policies/CN-DISK-TRIAL");
        Assert.Equal(1, await VersionAsync("/v1/policies/CN-DISK-TRIAL"));
        Assert.Contains((await browser.GetAsync("/console/policies")).Rows(), r => r[0] == "CN-DISK-TRIAL");
    }

    [Fact]
    public async Task A_regime_is_shown_in_words_and_its_change_before_it_is_saved()
    {
        using var browser = await OperatorAsync();
        var page = (await browser.GetAsync("/console/regimes/jp-idp")).Must(200);
        Assert.Contains("location of the material", page.Text, StringComparison.Ordinal);
        var text = TextOf(page).Replace("\"/explanation\"", "\"/signature\"", StringComparison.Ordinal);
        var preview = (await browser.PostFormAsync(page, "edit", ("text", text))).Must(200);
        Assert.Contains("/signature", preview.One("ins").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync("/v1/regimes/jp-idp"));
        (await browser.PostFormAsync(preview, "save")).MustLeadTo("/console/regimes/jp-idp");
        Assert.Equal(2, await VersionAsync("/v1/regimes/jp-idp"));
        var list = (await browser.GetAsync("/console/regimes", "zh-CN")).Must(200);
        Assert.Contains(list.Rows(), r => r[0] == "cn-copyright" && r[3] == "等待期满后恢复");
    }

    /// <summary>A word without Chinese would be shown as it is written.</summary>
    [Fact]
    public async Task Every_regime_is_in_chinese_words()
    {
        using var browser = await OperatorAsync();
        foreach (var regime in Takedown.Core.Packs.DefaultPack.Regimes)
        {
            var page = (await browser.GetAsync($"/console/regimes/{regime.Code}", "zh-CN")).Must(200);
            var shown = page.Html.QuerySelectorAll("main dl.facts dd").Select(d => d.TextContent).ToList();
            string[] words =
            [
                .. regime.Required, .. regime.CounterNotice.Required, .. regime.Flags ?? [], regime.CounterNotice.Kind,
                regime.CounterNotice.Starts, regime.CounterNotice.Renotice, regime.Deficiency.Effect,
            ];
            Assert.All(words, word => Assert.DoesNotContain(shown, text => text.Split('、').Contains(word)));
        }
    }

    [Fact]
    public async Task The_end_of_a_calendar_is_warned_of_from_sixty_days_before()
    {
        await using var own = await Disposable.StartAsync();
        var to = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(100);
        var calendar = (await own.Server.Operator.GetAsync("/v1/calendars/CN")).Json;
        calendar["to"] = $"{to:yyyy-MM-dd}";
        foreach (var list in new[] { "holidays", "workedWeekends" })
        {
            calendar[list] = new System.Text.Json.Nodes.JsonArray([.. calendar[list]!.AsArray()
                .Select(d => d!.GetValue<string>()).Where(d => string.CompareOrdinal(d, $"{to:yyyy-MM-dd}") <= 0)
                .Select(d => (System.Text.Json.Nodes.JsonNode)d)]);
        }
        (await own.Server.Operator.PutAsync("/v1/calendars/CN", calendar)).Must(200);
        using var browser = await Browser.OpenAsync(own.Server, TestServer.OperatorKey);
        Assert.Empty((await browser.GetAsync("/console/calendars/CN")).Must(200).Html.QuerySelectorAll("#end"));
        await own.Server.AdvanceAsync("P45D");
        using var later = await Browser.OpenAsync(own.Server, TestServer.OperatorKey);
        Assert.Contains(
            "Write the next version", (await later.GetAsync("/console/calendars/CN")).One("#end").TextContent,
            StringComparison.Ordinal);
        Assert.Contains("Calendar CN", (await later.GetAsync("/console")).Text, StringComparison.Ordinal);
        Assert.Contains((await later.GetAsync("/console/calendars")).Rows(), r => r[0] == "CN" && r[4].EndsWith(
            "days left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Limits_of_an_organisation_are_its_own_only_where_they_are_written()
    {
        var claimant = await server.ClaimantAsync();
        using var browser = await OperatorAsync();
        var path = $"/console/organisations/{claimant.Id}/limits";
        var page = (await browser.GetAsync(path)).Must(200);
        Assert.Equal("{}", TextOf(page));
        var preview = await browser.PostFormAsync(page, "edit", ("text", """{ "uploads": 7 }"""));
        (await browser.PostFormAsync(preview.Must(200), "save")).MustLeadTo(path);
        page = await browser.GetAsync(path);
        Assert.Equal("{\n  \"uploads\": 7\n}", TextOf(page).ReplaceLineEndings("\n"));
        Assert.Contains(page.Rows("table.plain"), r => r[0] == "Uploads" && r[1] == "7");
        (await browser.PostFormAsync(page, "server")).MustLeadTo(path);
        Assert.Equal("{}", TextOf(await browser.GetAsync(path)));
    }

    [Theory]
    [InlineData("/console/policies/CN-DISK")]
    [InlineData("/console/calendars/CN")]
    [InlineData("/console/regimes/us-dmca")]
    [InlineData("/console/regimes/cn-civil")]
    [InlineData("/console/vocabularies/work-type")]
    [InlineData("/console/functions")]
    [InlineData("/console/responsibilities")]
    [InlineData("/console/limits")]
    public async Task Every_kind_of_document_is_shown_in_words_and_may_be_saved_unchanged(string path)
    {
        using var browser = await OperatorAsync();
        foreach (var language in new[] { "en", "zh-CN" })
        {
            var page = await browser.GetAsync(path, language);
            Assert.Empty(ConsolePages.Faults(page, language));
            Assert.NotEmpty(page.Html.QuerySelectorAll("main table, main dl.facts"));
            var preview = await browser.PostFormAsync(page, "edit");
            Assert.Empty(ConsolePages.Faults(preview, browser.Language));
            Assert.Contains("Nothing changes.", preview.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Others_read_the_rules_and_change_nothing()
    {
        using var browser = await Browser.OpenAsync(server, (await server.ClaimantAsync()).Key);
        var page = (await browser.GetAsync("/console/policies/CN-DISK")).Must(200);
        Assert.Empty(page.Html.QuerySelectorAll("#edit"));
        (await browser.GetAsync("/console/limits")).Must(403);
        var token = page.Html.QuerySelector("input[name=_token]")!.GetAttribute("value")!;
        (await browser.SendAsync(HttpMethod.Post, "/console/documents", new FormUrlEncodedContent(
            [new("_token", token), new("kind", "policies"), new("code", "CN-DISK"), new("text", "{}")]))).Must(403);
    }

    private Task<Browser> OperatorAsync() => Browser.OpenAsync(server, TestServer.OperatorKey);

    private static string TextOf(Seen page) => page.One("textarea[name=text]").TextContent;

    private static string Renamed(string text, string name)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(text)!;
        document["name"] = name;
        return Takedown.Screens.Diffs.JsonLines.Text(document);
    }

    private async Task<long> VersionAsync(string path) =>
        (await server.Operator.GetAsync(path)).Must(200).Json.Long("version");
}
