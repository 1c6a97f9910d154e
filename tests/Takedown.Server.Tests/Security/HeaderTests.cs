using System.Net;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security;

/// <summary>Headers of every answer (security L3).</summary>
public sealed class HeaderTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/v1/regimes")]
    [InlineData("/v1/nowhere")]
    [InlineData("/swagger/index.html")]
    [InlineData("/healthz/live")]
    public async Task No_answer_is_sniffed_framed_or_referred_from(string path)
    {
        using var answer = await server.Operator.Client.GetAsync(path);
        Assert.Equal("nosniff", Of(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Of(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Of(answer, "Referrer-Policy"));
        Assert.Contains("frame-ancestors 'none'", Of(answer, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_secrets_and_contacts_are_not_stored_on_the_way()
    {
        var claimant = await server.ClaimantAsync();
        using var key = await server.Operator.Client.PostAsync($"/v1/organisations/{claimant.Id}/keys", null);
        Assert.Equal(HttpStatusCode.Created, key.StatusCode);
        Assert.Equal("no-store", Of(key, "Cache-Control"));
        using var notices = await claimant.Api.Client.GetAsync("/v1/notices");
        Assert.Equal("no-store", Of(notices, "Cache-Control"));
    }

    /// <summary>The page must work under its own policy: no script of it stands in the page itself.</summary>
    [Fact]
    public async Task The_page_of_the_api_has_no_inline_script()
    {
        var page = (await server.Anonymous.GetAsync("/swagger/index.html")).Must(200).Body;
        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<script src", page, StringComparison.OrdinalIgnoreCase);
    }

    private static string Of(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";
}
