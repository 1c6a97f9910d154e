using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>Keys: shown once, kept as a hash, two at a time, gone at once when revoked.</summary>
public sealed class KeyTests(TestServer server) : IClassFixture<TestServer>
{
    [SqliteFact]
    public async Task A_key_is_shown_once_and_its_text_is_nowhere_afterwards()
    {
        var claimant = await server.ClaimantAsync();
        (await claimant.Api.GetAsync("/v1/notices")).Must(200);
        var read = (await claimant.Api.GetAsync($"/v1/organisations/{claimant.Id}")).Must(200);
        var key = Assert.Single(read.Json["keys"]!.AsArray())!;
        Assert.Equal(claimant.KeyId, key["id"]!.GetValue<Guid>());
        Assert.NotNull(key["lastUsedAt"]);
        Assert.Null(key["revokedAt"]);
        Assert.DoesNotContain(claimant.Key, read.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(claimant.Key[^20..], read.Body, StringComparison.Ordinal);
        Assert.False(await server.FilesContainAsync(claimant.Key), "The database holds the key itself.");
    }

    [Fact]
    public async Task Two_keys_may_be_active_and_a_third_needs_one_of_them_gone()
    {
        var claimant = await server.ClaimantAsync();
        var path = $"/v1/organisations/{claimant.Id}/keys";
        var second = (await server.Operator.PostAsync(path, new { })).Must(201).Json;
        Assert.Equal("key.too-many", (await server.Operator.PostAsync(path, new { })).Must(409).Code);
        (await claimant.Api.GetAsync("/v1/notices")).Must(200);
        (await server.With(second["key"]!.GetValue<string>()).GetAsync("/v1/notices")).Must(200);

        (await server.Operator.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        (await claimant.Api.GetAsync("/v1/notices")).Must(401);
        (await server.Operator.PostAsync(path, new { })).Must(201);
    }

    [Fact]
    public async Task Of_many_asked_for_at_the_same_moment_no_more_than_two_are_made()
    {
        var made = (await server.Operator.PostAsync(
            "/v1/organisations", new { kind = "claimant", name = "Greedy", country = "CN" })).Must(201).Json["id"];
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => server.Operator.PostAsync($"/v1/organisations/{made}/keys", new { })));
        Assert.Equal(2, answers.Count(a => a.Status == 201));
    }

    [Fact]
    public async Task A_revoked_key_stays_listed_with_its_time_and_cannot_be_revoked_twice()
    {
        var claimant = await server.ClaimantAsync();
        (await server.Operator.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        (await server.Operator.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(404);
        var key = Assert.Single(
            (await server.Operator.GetAsync($"/v1/organisations/{claimant.Id}")).Must(200).Json["keys"]!.AsArray())!;
        Assert.NotNull(key["revokedAt"]);
    }

    [Fact]
    public async Task A_key_for_nobody_is_not_made() =>
        (await server.Operator.PostAsync("/v1/organisations/019a0000-0000-7000-8000-000000000000/keys", new { }))
            .Must(404);
}
