using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>The character U+0000 is a fault of the body on both databases (security L5).</summary>
public sealed class NulTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("""{"name":"a\u0000b"}""", 400)]
    [InlineData("""{"address":"\u0000"}""", 400)]
    [InlineData("""{"name":"a\\\u0000b"}""", 400)]
    [InlineData("""{"name":"a\\u0000b"}""", 200)]
    [InlineData("""{"name":"\\u0000 and \\\\u0000"}""", 200)]
    public async Task It_is_refused_and_an_escaped_backslash_before_the_word_is_not(string body, int status)
    {
        var claimant = await server.ClaimantAsync();
        var answer = await server.Operator.SendAsync(
            HttpMethod.Patch, $"/v1/organisations/{claimant.Id}", body, "application/json");
        Assert.Equal(status, answer.Status);
        if (status == 400) Assert.Equal("text.nul", Assert.Single(answer.Faults).Code);
    }
}
