using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Http;

/// <summary>A misspelt parameter changes nothing and is named.</summary>
public sealed class UnknownParameterTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/v1/notices?clientref2=17", "?clientref2")]
    [InlineData("/v1/notices?limits=1", "?limits")]
    [InlineData("/v1/events?since=0", "?since")]
    [InlineData("/v1/me?verbose=1", "?verbose")]
    [InlineData("/v1/notices?limit=1&limit=2", "?limit")]
    [InlineData("/v1/notices?=1", "?")]
    public async Task A_read_is_refused(string path, string pointer)
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.Api.GetAsync(path)).Must(400);
        Assert.Equal(pointer, Assert.Single(answer.Faults).Pointer);
        Assert.Equal(pointer == "?limit" ? "parameter.twice" : "parameter.unknown", answer.Code);
    }

    [Fact]
    public async Task A_batch_with_a_misspelt_dry_run_is_not_sent()
    {
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync("misspelt.example");
        var answer = (await claimant.Api.PostAsync("/v1/batches?dry_run=true", new
        {
            notices = new[] { Sample.Notice("https://misspelt.example/1") },
        })).Must(400);
        Assert.Equal(("parameter.unknown", true), (
            answer.Code, answer.Json["errors"]![0]!.Text("message").Contains("dryRun", StringComparison.Ordinal)));
        Assert.Empty(await claimant.NoticesAsync());
    }

    [Fact]
    public async Task Names_are_compared_without_case_and_strangers_learn_nothing()
    {
        var claimant = await server.ClaimantAsync();
        (await claimant.Api.GetAsync("/v1/notices?LIMIT=1")).Must(200);
        (await server.Anonymous.GetAsync("/v1/notices?nonsense=1")).Must(401);
        (await claimant.Api.GetAsync("/v1/compliance/overview?nonsense=1")).Must(403);
    }
}
