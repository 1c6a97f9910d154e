using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens;

/// <summary>A key is exchanged for a session, which ends by itself, with its key, and when it is told to.</summary>
public sealed class SignInTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_sign_in_and_from_there_to_the_page()
    {
        var claimant = await server.ClaimantAsync();
        using var browser = new Browser(server.Address);
        var sent = await browser.GetAsync("/console/profile?lang=en");
        sent.MustLeadTo("/console/sign-in?to=%2Fconsole%2Fprofile%3Flang%3Den");
        (await browser.GetAsync("/")).MustLeadTo("/console");
        (await browser.GetAsync("/console")).MustLeadTo("/console/sign-in");

        var page = await browser.FollowAsync(sent);
        (await browser.PostFormAsync(page, "/console/sign-in", ("key", claimant.Key)))
            .MustLeadTo("/console/profile?lang=en");
        Assert.Contains("Rights Ltd", (await browser.GetAsync("/console/profile")).Must(200).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tk_claimant_of_nobody", "en", "no such key")]
    [InlineData("", "en", "no such key")]
    [InlineData("密钥", "en", "no such key")]
    [InlineData("tk_claimant_of_nobody", "zh-CN", "密钥不存在")]
    public async Task A_wrong_key_is_told_in_words_and_opens_nothing(string key, string language, string words)
    {
        using var browser = new Browser(server.Address) { Language = language };
        var refused = (await browser.SignInAsync(key, "/console/profile")).Must(401);
        Assert.Contains(words, refused.One("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("/console/profile", refused.One("input[name=to]").GetAttribute("value"));
        Assert.DoesNotContain("takedown-session", refused.Header("Set-Cookie") ?? "", StringComparison.Ordinal);
        (await browser.GetAsync("/console/profile")).Must(302);
    }

    [Fact]
    public async Task Guesses_at_the_form_are_limited_as_guesses_at_the_api_are()
    {
        await using var own = await Disposable.StartAsync();
        (await own.Server.Operator.PutAsync("/v1/limits", new { failedSignIns = 3 })).Must(200);
        using var browser = new Browser(own.Server.Address);
        for (var i = 0; i < 3; i++) (await browser.SignInAsync($"tk_claimant_{i:x64}")).Must(401);
        var refused = (await browser.SignInAsync($"tk_claimant_{3:x64}")).Must(429);
        Assert.NotEqual("", refused.One("[role=alert]").TextContent.Trim());
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_forms_of_other_sites()
    {
        using var browser = new Browser(server.Address);
        var cookies = (await browser.SignInAsync(TestServer.OperatorKey)).Must(302).Header("Set-Cookie")!;
        Assert.Matches("(^|; )takedown-session=[^;]{43};", cookies);
        Assert.Contains("samesite=lax", cookies, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookies, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookies, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookies, StringComparison.OrdinalIgnoreCase);
        // It ends with the browser, at the latest.
        Assert.DoesNotContain("max-age", cookies, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_secure_and_bound_to_the_host()
    {
        var tls = await TestServer.StartAsync(s => s.AddSingleton<IStartupFilter, OverTls>());
        using var browser = new Browser(tls.Address);
        var cookies = (await browser.SignInAsync(TestServer.OperatorKey)).Must(302).Header("Set-Cookie")!;
        Assert.Matches("(^|; )__Host-takedown-session=[^;]{43}; path=/; secure; samesite=lax; httponly", cookies);
        Assert.DoesNotMatch("(^|; )takedown-session=", cookies);
        await tls.DisposeAsync();
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_use()
    {
        await using var own = await Disposable.StartAsync();
        using var browser = await Browser.OpenAsync(own.Server, TestServer.OperatorKey);
        await own.Server.AdvanceAsync("PT29M");
        (await browser.GetAsync("/console/profile")).Must(200);
        await own.Server.AdvanceAsync("PT29M");
        (await browser.GetAsync("/console/profile")).Must(200);
        await own.Server.AdvanceAsync("PT31M");
        (await browser.GetAsync("/console/profile")).Must(302);
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_of_use()
    {
        await using var own = await Disposable.StartAsync();
        using var browser = await Browser.OpenAsync(own.Server, TestServer.OperatorKey);
        for (var minutes = 25; minutes < 12 * 60; minutes += 25)
        {
            await own.Server.AdvanceAsync("PT25M");
            Assert.True((await browser.GetAsync("/console/profile")).Status == 200, $"Ended after {minutes} minutes.");
        }
        await own.Server.AdvanceAsync("PT25M");
        (await browser.GetAsync("/console/profile")).Must(302);
    }

    [Fact]
    public async Task A_session_ends_with_its_key_at_once()
    {
        var claimant = await server.ClaimantAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        (await browser.GetAsync("/console/profile")).Must(200);
        (await server.Operator.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        (await browser.GetAsync("/console/profile")).Must(302);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server_too()
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        using var stolen = browser.At(server.Address);
        (await stolen.GetAsync("/console/profile")).Must(200);
        var page = await browser.GetAsync("/console/profile");
        (await browser.PostFormAsync(page, "/console/sign-out")).MustLeadTo("/console/sign-in");
        (await browser.GetAsync("/console/profile")).Must(302);
        (await stolen.GetAsync("/console/profile")).Must(302);
    }

    [Fact]
    public async Task Signing_in_anew_ends_the_session_before()
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        using var before = browser.At(server.Address);
        (await browser.SignInAsync((await server.ClaimantAsync()).Key)).MustLeadTo("/console");
        (await before.GetAsync("/console/profile")).Must(302);
        (await browser.GetAsync("/console/profile")).Must(200);
    }

    [Fact]
    public async Task The_api_takes_no_cookie()
    {
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        (await browser.GetAsync("/v1/me")).Must(401);
        (await browser.SendAsync(
            HttpMethod.Post, "/v1/organisations", new StringContent("{}", null, "application/json"))).Must(401);
    }

    [Theory]
    [InlineData("//evil.example/console/")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/console/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/console\\..\\evil")]
    [InlineData("/console/\t//evil.example")]
    [InlineData("/v1/me")]
    public async Task The_sign_in_leads_to_pages_of_the_console_only(string to)
    {
        using var browser = new Browser(server.Address);
        (await browser.SignInAsync(TestServer.OperatorKey, to)).MustLeadTo("/console");
    }

    [Fact]
    public async Task A_path_upward_stays_on_this_server()
    {
        using var browser = new Browser(server.Address);
        var answer = (await browser.SignInAsync(TestServer.OperatorKey, "/console/../x")).Must(302);
        Assert.Equal(server.Address.Authority, new Uri(server.Address, answer.Location).Authority);
    }

    [Fact]
    public async Task Links_that_sign_in_work_in_a_sandbox_only()
    {
        using var browser = new Browser(server.Address);
        (await browser.GetAsync($"/console/demo/{TestServer.OperatorKey}")).MustLeadTo("/console");
        (await browser.GetAsync("/console/profile")).Must(200);

        await using var real = await Disposable.StartAsync(("Takedown:Sandbox", "false"));
        using var refused = new Browser(real.Server.Address);
        (await refused.GetAsync($"/console/demo/{TestServer.OperatorKey}")).MustLeadTo("/console/sign-in");
        (await refused.GetAsync("/console/profile")).Must(302);
    }

    /// <summary>As behind a proxy that ends TLS and says so.</summary>
    private sealed class OverTls : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, then) =>
            {
                http.Request.Scheme = "https";
                return then(http);
            });
            next(app);
        };
    }
}
