using Takedown.Server.Tests.Accounts;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Screens;

namespace Takedown.Server.Tests.CounterNotices;

/// <summary>The small page of the accused, without an account.</summary>
public sealed class OwnCounterNoticePageTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Page = "/console/counter-notice", Form = "own-counter-notice";

    private static readonly (string, string?)[] Typed =
    [
        ("accused.name", "Wang Wei"), ("accused.email", "wang@user.example"),
        ("explanation", "It is my own recording."), ("evidence.0.kind", "contract"),
        ("evidence.0.sha256", Sample.Sha256), ("statements:list", "not-infringing"), ("statements:list", "truth"),
    ];

    [Theory]
    [InlineData("en", "not taken", "taken")]
    [InlineData("zh-CN", "未受理", "已受理")]
    public async Task A_partly_refused_filing_says_which_and_why_and_keeps_what_was_typed(
        string language, string refused, string taken)
    {
        var (one, claimant, first) = await EuropeanAsync($"takes-{language.ToLowerInvariant()}.example");
        var host = $"asks-{language.ToLowerInvariant()}.example";
        var other = await server.PlatformAsync(host);
        var second = await claimant.DeliverAsync(other, Sample.Notice($"https://{host}/1"));
        await other.RemoveAsync(second, "wangwei");
        var (good, bad) = (await LinkAsync(one, first), await LinkAsync(other, second));
        using var user = new Browser(server.Address) { Language = language };
        var page = (await user.GetAsync(Page)).Must(200);

        // Under the copyright rules an address is required, which is not typed.
        var seen = (await user.PostFormAsync(page, Form, [("links:list", $"{good}\n{bad}"), .. Typed])).Must(200);
        Assert.Empty(ConsolePages.Faults(seen, language));
        var results = seen.Html.QuerySelectorAll("#partly li").Select(l => l.TextContent).ToList();
        Assert.Contains(results, l => l.Contains(taken, StringComparison.Ordinal)
            && !l.Contains(refused, StringComparison.Ordinal)
            && l.Contains($"{first}", StringComparison.Ordinal));
        Assert.Contains(results, l => l.Contains(refused, StringComparison.Ordinal)
            && l.Contains($"{second}", StringComparison.Ordinal)
            && l.Contains("/accused/address", StringComparison.Ordinal));
        Assert.Equal("It is my own recording.", seen.One("textarea[name=explanation]").TextContent);
        Assert.Equal("Wang Wei", seen.One("input[name='accused.name']").GetAttribute("value"));
        Assert.Equal(
            ["not-infringing", "truth"], seen.Html.QuerySelectorAll("input[name='statements:list'][checked]")
                .Select(i => i.GetAttribute("value")).Order());
        // Only the code that is not used up is left, and goes on its own.
        Assert.Equal(bad, seen.One("textarea[name='links:list']").TextContent.Trim());
        Assert.Equal("removed", await claimant.StateAsync(second));
        (await user.PostFormAsync(seen, Form, ("accused.address", "2 Lake Road"))).Must(302);
        Assert.Equal("awaiting-claimant", await claimant.StateAsync(second));
    }

    [Fact]
    public async Task A_refused_filing_keeps_its_link_and_one_that_is_taken_says_its_number()
    {
        var (platform, claimant, id) = await server.RemovedAsync("whole-page.example");
        var code = await LinkAsync(platform, id);
        using var user = new Browser(server.Address);
        var page = (await user.GetAsync($"{Page}?link={code}")).Must(200);
        var seen = (await user.PostFormAsync(page, Form, Typed)).Must(400);
        Assert.Equal(code, seen.One("textarea[name='links:list']").TextContent.Trim());
        Assert.Equal("removed", await claimant.StateAsync(id));
        var done = await user.FollowAsync(await user.PostFormAsync(seen, Form, ("accused.address", "2 Lake Road")));
        Assert.NotEmpty(done.Must(200).Html.QuerySelectorAll(".said code"));
        var again = await user.PostFormAsync(seen, Form, ("accused.address", "2 Lake Road"));
        Assert.Equal(404, again.Status);
    }

    [Fact]
    public async Task The_user_sees_the_measures_against_its_account_and_appeals_before_the_counter_notice()
    {
        var (platform, _, id) = await server.RemovedAsync("appeal-page.example");
        await platform.ConfirmAsync(await platform.ActionsAsync("requested"));
        var code = await LinkAsync(platform, id);
        using var user = new Browser(server.Address);
        var path = $"{Page}?link={code}";
        foreach (var language in new[] { "en", "zh-CN" })
            Assert.Empty(ConsolePages.Faults(await user.GetAsync(path, language), language));
        var page = (await user.GetAsync(path, "en")).Must(200);
        Assert.Contains("account warned", page.Text, StringComparison.OrdinalIgnoreCase);
        var answer = await user.PostFormAsync(page, "own-account-appeal", ("text", "It was my own."));
        var seen = (await user.FollowAsync(answer)).Must(200);
        Assert.Contains("Your appeal was received", seen.Text, StringComparison.Ordinal);
        Assert.Empty(seen.Html.QuerySelectorAll("#own-account-appeal"));
        var action = Assert.Single(await platform.ActionsAsync()).Id("id");
        Assert.Equal("It was my own.", (await platform.Api.GetAsync($"/v1/account-actions/{action}/appeal")).Must(200)
            .Json.Text("text"));
        (await user.PostFormAsync(seen, Form, [.. Typed, ("accused.address", "2 Lake Road")])).Must(302);
        // The link is used up: it shows nothing any more.
        Assert.DoesNotContain("account warned", (await user.GetAsync(path)).Must(200).Text,
            StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A measure under rules that ask for an explanation alone.</summary>
    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> EuropeanAsync(string host)
    {
        var platform = await server.PlatformAsync(host, new { country = "DE", region = "DE", regime = "eu-dsa" });
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, new
        {
            work = new { title = "七里香", type = "music" }, target = new { url = $"https://{host}/1" },
            statements = new[] { "truth", "good-faith" }, explanation = "The whole recording without a licence.",
        });
        await platform.SayAsync(id, "action-taken", "removed");
        return (platform, claimant, id);
    }

    private static async Task<string> LinkAsync(Organisation platform, Guid id) =>
        (await platform.Api.PostAsync($"/v1/notices/{id}/counter-notice-links", new { })).Must(201).Json.Text("code");
}
