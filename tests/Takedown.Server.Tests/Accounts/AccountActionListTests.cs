using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

/// <summary>A regulator lists the account actions of its region.</summary>
public sealed class AccountActionListTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_regulator_lists_those_of_its_region_and_function()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("actions-list.example");
        await platform.RemoveAsync(id, "repeat");
        foreach (var i in Enumerable.Range(2, 2))
        {
            var next = await claimant.DeliverAsync(
                platform, Sample.Notice($"https://actions-list.example/{i}", title: $"t{i}"));
            await platform.RemoveAsync(next, "repeat");
        }
        var own = (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items.Select(a => a.Id("id")).ToList();
        Assert.NotEmpty(own);
        var near = await server.RegulatorAsync("CN-530000");
        foreach (var query in new[] { "", $"?platform={platform.Id}", "?limit=1000" })
        {
            var listed = (await near.Api.GetAsync($"/v1/account-actions{query}")).Must(200).Items;
            Assert.Equal(own, listed.Select(a => a.Id("id")));
        }
        Assert.Empty((await near.Api.GetAsync("/v1/account-actions?status=done")).Must(200).Items);
        Assert.Empty((await near.Api.GetAsync($"/v1/account-actions?after={own[^1]}")).Must(200).Items);

        var far = await server.RegulatorAsync("CN-110000");
        var police = await server.RegulatorAsync("CN-533123", "police");
        Assert.Empty((await far.Api.GetAsync("/v1/account-actions")).Must(200).Items);
        (await far.Api.GetAsync($"/v1/account-actions?platform={platform.Id}")).Must(404);
        Assert.Empty((await police.Api.GetAsync("/v1/account-actions")).Must(200).Items);
        (await claimant.Api.GetAsync("/v1/account-actions")).Must(403);
        (await near.Api.GetAsync("/v1/account-actions?wait=1")).Must(400);
        Assert.Empty((await platform.Api.GetAsync("/v1/account-actions?status=done")).Must(200).Items);
        (await platform.Api.GetAsync($"/v1/account-actions?platform={near.Id}")).Must(404);
    }
}
