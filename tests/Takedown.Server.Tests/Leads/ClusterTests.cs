using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Leads;

/// <summary>B12, B16, F11: what leads and notices have in common.</summary>
[Trait("Id", "B12")]
public sealed class ClusterTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task B12_leads_and_notices_of_one_target_operator_or_account_are_one_cluster_of_the_jurisdiction()
    {
        var county = await server.RegulatorAsync("CN-620102");
        var elsewhere = await server.RegulatorAsync("CN-630102");
        var host = Bodies.NewHost("cluster");
        var platform = await server.PlatformAsync(host, new { region = "CN-620102" });
        var (one, two) = (await server.ClaimantAsync("One"), await server.ClaimantAsync("Two"));
        var url = $"https://{host}/film";
        var first = await one.DeliverAsync(platform, Sample.Notice(url));
        var second = await two.DeliverAsync(platform, Sample.Notice(url, title: "八里香"));
        await platform.SayAsync(first, "action-taken", "removed", account: new { id = "up-1" });
        var lead = (await county.Api.PostAsync("/v1/leads", new
        {
            source = "patrol", targets = new[] { new { url, account = new { id = "up-1" } } },
            parties = new[] { new { name = "某某科技", uscc = "91330100MA2ABCDE12" } },
        })).Must(201).Json.Id("id");
        (await county.Api.PostAsync("/v1/leads", new
        {
            source = "other", text = "另案", parties = new[] { new { name = "某某", uscc = "91330100MA2ABCDE12" } },
        })).Must(201);

        var target = Assert.Single((await county.Api.GetAsync("/v1/clusters?by=target")).Must(200).Items);
        Assert.Equal((3, 1, 2, url), (target!["count"]!.GetValue<int>(), target["leads"]!.GetValue<int>(),
            target["notices"]!.GetValue<int>(), target.Text("name")));
        Assert.Equal(new HashSet<Guid> { first, second, lead },
            target["links"]!.AsArray().Select(l => l!.Id("id")).ToHashSet());
        foreach (var link in target["links"]!.AsArray()) (await county.Api.GetAsync(link!.Text("url"))).Must(200);

        var account = Assert.Single((await county.Api.GetAsync("/v1/clusters?by=account")).Must(200).Items);
        Assert.Equal(("up-1", 2), (account.Text("name"), account!["count"]!.GetValue<int>()));

        var operators = (await county.Api.GetAsync("/v1/clusters?by=operator&limit=1")).Must(200);
        Assert.Equal(3, Assert.Single(operators.Items)!["count"]!.GetValue<int>());
        var rest = (await county.Api.GetAsync(
            $"/v1/clusters?by=operator&limit=1&after={operators.Json.Text("next")}")).Must(200);
        Assert.Equal(2, Assert.Single(rest.Items)!["leads"]!.GetValue<int>());
        Assert.Null(rest.Json["next"]);

        Assert.Empty((await elsewhere.Api.GetAsync("/v1/clusters?by=target")).Must(200).Items);
        (await county.Api.GetAsync("/v1/clusters?by=colour")).Must(400);
        (await county.Api.GetAsync("/v1/clusters?after=x")).Must(400);
        (await platform.Api.GetAsync("/v1/clusters")).Must(403);
    }
}
