using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens;

/// <summary>Who is signed in, where else, and in which language.</summary>
public sealed class ProfileTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_sessions_of_a_key_are_listed_and_ended_one_by_one()
    {
        var claimant = await server.ClaimantAsync();
        using var here = await Browser.OpenAsync(server, claimant.Key);
        using var there = await Browser.OpenAsync(server, claimant.Key);
        using var other = await Browser.OpenAsync(server, (await server.ClaimantAsync()).Key);
        var page = (await here.GetAsync("/console/profile")).Must(200);
        Assert.Equal(2, page.Rows("table.plain").Count);
        Assert.Single(page.Rows("table.plain"), r => r[3] == "this one");
        var ended = await here.PostFormAsync(page, "/console/profile/sessions");
        ended.MustLeadTo("/console/profile");
        Assert.Single((await here.FollowAsync(ended)).Rows("table.plain"));
        (await there.GetAsync("/console/profile")).Must(302);
        (await other.GetAsync("/console/profile")).Must(200);
    }

    [Fact]
    public async Task The_session_of_another_key_is_out_of_reach()
    {
        var (one, two) = (await server.ClaimantAsync(), await server.ClaimantAsync());
        using var mine = await Browser.OpenAsync(server, one.Key);
        using var spare = await Browser.OpenAsync(server, one.Key);
        using var theirs = await Browser.OpenAsync(server, two.Key);
        using var theirSpare = await Browser.OpenAsync(server, two.Key);
        var name = (await theirs.GetAsync("/console/profile")).One("form[action$=sessions] input[name=name]")
            .GetAttribute("value");
        var page = await mine.GetAsync("/console/profile");
        (await mine.PostFormAsync(page, "/console/profile/sessions", ("name", name))).Must(302);
        (await theirs.GetAsync("/console/profile")).Must(200);
        (await theirSpare.GetAsync("/console/profile")).Must(200);
    }

    [Fact]
    public async Task The_language_is_chosen_on_the_profile_and_stays()
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var page = await browser.GetAsync("/console/profile");
        Assert.Contains("/console/profile?lang=zh", page.Links);
        await browser.GetAsync("/console/profile?lang=zh");
        Assert.Equal("zh-CN", (await browser.GetAsync("/console")).One("html").GetAttribute("lang"));
    }
}
