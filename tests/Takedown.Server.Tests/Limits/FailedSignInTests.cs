using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Limits;

/// <summary>Guesses of keys stop costing look-ups, and cost nobody else anything.</summary>
public sealed class FailedSignInTests
{
    [Fact]
    public async Task Guesses_beyond_the_limit_are_refused_and_a_known_key_of_the_same_address_is_not()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var claimant = await server.ClaimantAsync();
        (await claimant.Api.GetAsync("/v1/notices")).Must(200);
        (await server.Operator.PutAsync("/v1/limits", new { failedSignIns = 5 })).Must(200);

        for (var i = 0; i < 5; i++) Assert.Equal(401, (await GuessAsync(server, i)).Status);
        var refused = (await GuessAsync(server, 5)).Must(429);
        Assert.Equal(("limit.reached", "failedSignIns"), (refused.Code, refused.Json.Text("limit")));
        Assert.Contains("address", refused.Json.Text("detail"), StringComparison.Ordinal);

        (await claimant.Api.GetAsync("/v1/notices")).Must(200);
        (await server.Anonymous.GetAsync("/healthz/live")).Must(200);
        (await server.Anonymous.GetAsync("/v1/notices")).Must(401);
        // One that has never been here shares the address with the guesser: it comes in when the guesses stop.
        Assert.Equal(429, (await server.With(new string('k', 40)).GetAsync("/v1/notices")).Status);
    }

    [Fact]
    public async Task A_key_that_was_good_and_is_revoked_is_a_guess_like_others()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var claimant = await server.ClaimantAsync();
        (await claimant.Api.GetAsync("/v1/notices")).Must(200);
        (await server.Operator.PutAsync("/v1/limits", new { failedSignIns = 1 })).Must(200);
        (await server.Operator.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        (await claimant.Api.GetAsync("/v1/notices")).Must(401);
        (await claimant.Api.GetAsync("/v1/notices")).Must(429);
    }

    private static Task<Answer> GuessAsync(TestServer server, int number) =>
        server.With($"tk_claimant_{number:x64}").GetAsync("/v1/notices");
}
