using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security;

/// <summary>What belongs to another organisation is not there: 404, and nothing of it changes.</summary>
public sealed class OtherOrganisationTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Another_claimants_batch_and_notice_are_not_there()
    {
        var platform = await server.PlatformAsync("private.example");
        var owner = await server.ClaimantAsync("Owner");
        var other = await server.ClaimantAsync("Other");
        var id = await owner.DeliverAsync(platform, Sample.Notice("https://private.example/1"));
        var batch = (await owner.NoticeAsync(id))["batchId"]!.GetValue<Guid>();

        foreach (var path in new[]
        {
            $"/v1/batches/{batch}",
            $"/v1/batches/{batch}/results",
            $"/v1/notices/{id}",
            $"/v1/notices/{id}/timeline",
        })
        {
            Assert.Equal(
                (path, 404, "not-found"),
                (path, (await other.Api.GetAsync(path)).Status, (await other.Api.GetAsync(path)).Code));
            (await owner.Api.GetAsync(path)).Must(200);
        }
        foreach (var format in new[] { "format=ndjson", "status=rejected&format=resend" })
        {
            (await other.Api.GetAsync($"/v1/batches/{batch}/results?{format}")).Must(404);
        }
        (await other.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { reason = "mine" })).Must(404);
        (await other.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "mine" })).Must(404);
        Assert.Empty((await other.Api.GetAsync("/v1/notices")).Must(200).Items);
        Assert.Empty((await other.Api.GetAsync($"/v1/notices?batch={batch}")).Must(200).Items);
        Assert.Equal("delivered", await owner.StateAsync(id));
    }

    [Fact]
    public async Task Another_platforms_notice_is_not_there_and_cannot_be_answered()
    {
        var platform = await server.PlatformAsync("addressed.example");
        var other = await server.PlatformAsync("curious.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://addressed.example/1"));

        (await other.Api.GetAsync($"/v1/notices/{id}")).Must(404);
        (await other.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(404);
        Assert.Equal("refused notice.unknown", await other.SayAsync(id, "acknowledged"));
        Assert.Empty((await other.Api.GetAsync("/v1/inbox")).Must(200).Items);
        Assert.Equal("delivered", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task A_regulator_of_another_region_sees_neither_the_platform_nor_its_notices()
    {
        var platform = await server.PlatformAsync("yunnan.example");
        var near = await server.RegulatorAsync("CN-530000");
        var far = await server.RegulatorAsync("CN-110000");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://yunnan.example/1"));

        foreach (var path in new[]
        {
            $"/v1/notices/{id}", $"/v1/notices/{id}/timeline", $"/v1/compliance/platforms/{platform.Id}",
            $"/v1/compliance/trend?platform={platform.Id}", $"/v1/escalations?platform={platform.Id}",
        })
        {
            Assert.Equal((path, 404), (path, (await far.Api.GetAsync(path)).Status));
            Assert.Equal((path, 200), (path, (await near.Api.GetAsync(path)).Status));
        }
        Assert.DoesNotContain(
            platform.Id.ToString(), (await far.Api.GetAsync("/v1/compliance/platforms")).Must(200).Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_organisation_and_its_keys_are_not_there()
    {
        var one = await server.ClaimantAsync("One");
        var two = await server.PlatformAsync("two.example");

        (await one.Api.GetAsync($"/v1/organisations/{one.Id}")).Must(200);
        (await one.Api.GetAsync($"/v1/organisations/{two.Id}")).Must(404);
        (await two.Api.GetAsync($"/v1/organisations/{one.Id}")).Must(404);
        (await two.Api.PostAsync($"/v1/organisations/{one.Id}/webhook-secret", new { })).Must(404);
        (await one.Api.DeleteAsync($"/v1/keys/{two.KeyId}")).Must(404);
        (await two.Api.GetAsync($"/v1/organisations/{two.Id}")).Must(200);
    }

    [Fact]
    public async Task A_filter_by_another_organisation_finds_nothing_of_it()
    {
        var platform = await server.PlatformAsync("filtered.example");
        var owner = await server.ClaimantAsync("Filtered");
        await owner.DeliverAsync(platform, Sample.Notice("https://filtered.example/1"));
        var other = await server.ClaimantAsync("Nosy");
        Assert.Empty((await other.Api.GetAsync($"/v1/notices?platform={platform.Id}")).Must(200).Items);
        Assert.Empty((await other.Api.GetAsync("/v1/events")).Must(200).Items);
    }
}
