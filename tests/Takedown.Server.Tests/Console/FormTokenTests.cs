using System.Net;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens;

/// <summary>A form is taken from the session in which it was made, and from no other.</summary>
public sealed class FormTokenTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("CfDJ8Forged")]
    public async Task Without_the_token_nothing_is_done(string token)
    {
        var claimant = await server.ClaimantAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        (await browser.GetAsync("/console/profile")).Must(200);
        var refused = (await PostAsync(browser, claimant, token)).Must(400);
        Assert.Contains("Nothing was done", refused.Text, StringComparison.Ordinal);
        Assert.Single((await KeysAsync(claimant)).Items);
    }

    [Fact]
    public async Task With_the_token_the_act_is_done_and_what_was_done_is_told_once()
    {
        var claimant = await server.ClaimantAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var done = await PostAsync(browser, claimant, Token(await browser.GetAsync("/console/profile")));
        done.MustLeadTo("/console/profile");
        Assert.Equal(2, (await KeysAsync(claimant)).Items.Count);
        Assert.Equal("A key was made.", (await browser.FollowAsync(done)).One(".said").TextContent);
        Assert.Empty((await browser.GetAsync("/console/profile")).Html.QuerySelectorAll(".said"));
    }

    [Fact]
    public async Task The_token_of_another_session_is_refused_even_with_its_cookie()
    {
        var claimant = await server.ClaimantAsync();
        using var own = await Browser.OpenAsync(server, claimant.Key);
        using var other = await Browser.OpenAsync(server, claimant.Key);
        var token = Token(await other.GetAsync("/console/profile"));
        (await PostAsync(own, claimant, token)).Must(400);

        var cookie = other.Cookies.GetCookies(server.Address)["takedown-form"]!;
        own.Cookies.Add(server.Address, new Cookie(cookie.Name, cookie.Value, "/"));
        (await PostAsync(own, claimant, token)).Must(400);
        Assert.Single((await KeysAsync(claimant)).Items);
        (await PostAsync(other, claimant, token)).Must(302);
    }

    [Fact]
    public async Task A_token_from_before_the_sign_in_is_no_token_of_the_session()
    {
        using var browser = new Browser(server.Address);
        var claimant = await server.ClaimantAsync();
        var token = Token(await browser.GetAsync("/console/sign-in"));
        (await browser.SignInAsync(claimant.Key)).Must(302);
        (await PostAsync(browser, claimant, token)).Must(400);
        Assert.Single((await KeysAsync(claimant)).Items);
    }

    [Theory]
    [InlineData("/console/act")]
    [InlineData("/console/sign-out")]
    public async Task Without_a_session_forms_lead_to_the_sign_in(string path)
    {
        using var browser = new Browser(server.Address);
        (await browser.SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent([]))).MustLeadTo("/console/sign-in");
    }

    [Fact]
    public async Task The_sign_in_itself_takes_no_form_of_another_site()
    {
        using var browser = new Browser(server.Address);
        (await browser.SendAsync(HttpMethod.Post, "/console/sign-in", new FormUrlEncodedContent(
            [KeyValuePair.Create("key", TestServer.OperatorKey)]))).Must(400);
        (await browser.GetAsync("/console/profile")).Must(302);
    }

    [Fact]
    public async Task Two_processes_on_one_store_know_each_others_sessions_and_forms()
    {
        await using var store = await TestStore.CreateAsync();
        await using var one = await Disposable.StartAsync(store);
        await using var two = await Disposable.StartAsync(store);
        using var here = await Browser.OpenAsync(one.Server, TestServer.OperatorKey);
        var page = await here.GetAsync("/console/profile");
        using var there = here.At(two.Server.Address);
        (await there.GetAsync("/console/profile")).Must(200);
        using var posting = here.At(two.Server.Address);
        (await posting.PostFormAsync(page, "/console/sign-out")).MustLeadTo("/console/sign-in");
        (await here.GetAsync("/console/profile")).Must(302);
    }

    [Theory]
    [InlineData("/v1/../console/sign-out")]
    [InlineData("//evil.example/v1/keys")]
    [InlineData("/console/profile")]
    [InlineData("https://evil.example/v1/keys")]
    public async Task A_form_names_a_path_of_the_api_or_nothing_is_done(string path)
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var token = Token(await browser.GetAsync("/console/profile"));
        var answer = await browser.SendAsync(HttpMethod.Post, "/console/act", new FormUrlEncodedContent(
        [
            new("_token", token), new("_path", path), new("_method", "POST"), new("_back", "/console/profile"),
        ]));
        Assert.InRange(answer.Status, 400, 499);
        (await browser.GetAsync("/console/profile")).Must(200);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("")]
    public async Task A_form_leads_back_to_pages_of_the_console_only(string back)
    {
        var claimant = await server.ClaimantAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var token = Token(await browser.GetAsync("/console/profile"));
        (await PostAsync(browser, claimant, token, back)).MustLeadTo("/console");
        (await PostAsync(browser, claimant, token, "/console/profile", back.Length == 0 ? "//{id}" : back))
            .MustLeadTo("/console");
    }

    private static Task<Seen> PostAsync(
        Browser browser, Organisation of, string token, string back = "/console/profile", string next = "") =>
        browser.SendAsync(HttpMethod.Post, "/console/act", new FormUrlEncodedContent(
        [
            new("_token", token), new("_act", "key"), new("_path", $"/v1/organisations/{of.Id}/keys"),
            new("_method", "POST"), new("_back", back), new("_next", next), new("_said", "A key was made."),
            new("name", "laptop"),
        ]));

    private static string Token(Seen page) =>
        page.Must(200).Html.QuerySelector("input[name=_token]")!.GetAttribute("value")!;

    private static async Task<Answer> KeysAsync(Organisation of) =>
        (await of.Api.GetAsync($"/v1/organisations/{of.Id}/keys")).Must(200);
}
