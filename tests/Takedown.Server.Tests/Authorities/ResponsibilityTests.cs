using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Authorities;

/// <summary>E03–E10: who leads and who supports a measure. E16: region clusters. E30: functions as data.</summary>
public sealed class ResponsibilityTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [Trait("Id", "E03")]
    [Trait("Id", "E04")]
    [Trait("Id", "E05")]
    [Trait("Id", "E06")]
    [Trait("Id", "E07")]
    [Trait("Id", "E08")]
    [Trait("Id", "E09")]
    [Trait("Id", "E30")]
    [InlineData("talk", "copyright", "cyberspace", "E03 to E05: the copyright body leads, cyberspace presses")]
    [InlineData("suspend-access", "telecom", "copyright", "E06: access is the telecom body's")]
    [InlineData("transfer", "copyright", "police", "E07: the police take what is suspected to be a crime")]
    [InlineData("penalty", "culture-enforcement", "copyright", "E08, E09: the team enforces under the copyright body")]
    [InlineData("tax-clue", "tax", "police", "E30: tax assists")]
    public async Task E10_a_measure_has_its_leading_and_supporting_functions(
        string measure, string lead, string support, string reason)
    {
        var table = (await (await server.RegulatorAsync("CN-530100")).Api.GetAsync("/v1/responsibilities")).Must(200);
        var found = table.Items.Single(i => i.Text("measure") == measure);
        Assert.True(
            found.Text("lead") == lead
                && found!["support"]!.AsArray().Any(f => f!.GetValue<string>() == support), reason);
    }

    [Fact]
    [Trait("Id", "E10")]
    public async Task E10_the_operator_writes_the_next_version_and_nobody_else()
    {
        var body = (await server.Operator.GetAsync("/v1/responsibilities")).Must(200).Json;
        body["items"]!.AsArray().Add(new JsonObject
        {
            ["measure"] = "school-inspection", ["zh"] = "校园检查", ["en"] = "Inspection of schools",
            ["lead"] = "copyright",
        });
        (await (await server.RegulatorAsync("CN-530200")).Api.PutAsync("/v1/responsibilities", body)).Must(403);
        var put = (await server.Operator.PutAsync("/v1/responsibilities", body)).Must(200).Json;
        Assert.Equal(body["version"]!.GetValue<int>() + 1, put["version"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{"items":[]}""", "/items field.required")]
    [InlineData("""{"items":[{"measure":"A","zh":"a","en":"a","lead":"copyright"}]}""", "/items/0/measure value.token")]
    [InlineData("""{"items":[{"measure":"a","zh":"a","en":"a","lead":"army"}]}""", "/items/0/lead value.unknown")]
    [InlineData(
        """{"items":[{"measure":"a","zh":"a","en":" ","lead":"tax","support":["x"]}]}""",
        "/items/0/en field.required|/items/0/support/0 value.unknown")]
    public async Task A_measure_that_is_none_is_refused_at_its_place(string body, string faults)
    {
        var answer = await server.Operator.SendAsync(
            HttpMethod.Put, "/v1/responsibilities", body, "application/json");
        Assert.Equal(faults.Split('|'), answer.Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    [Fact]
    [Trait("Id", "E16")]
    public async Task E16_bodies_of_a_cluster_with_a_function_in_common_share_leads()
    {
        var beijing = await server.RegulatorAsync("CN-110000");
        var hebei = await server.RegulatorAsync("CN-130000");
        var county = await server.RegulatorAsync("CN-130102");
        var police = await server.RegulatorAsync("CN-120000", "police");
        var yunnan = await server.RegulatorAsync("CN-530000");
        var country = await server.RegulatorAsync("CN");
        Assert.True(await SharesAsync(beijing, hebei));
        Assert.True(await SharesAsync(beijing, county));
        Assert.False(await SharesAsync(beijing, beijing));
        Assert.False(await SharesAsync(beijing, police));
        Assert.False(await SharesAsync(beijing, yunnan));
        Assert.False(await SharesAsync(beijing, country));

        var put = (await server.Operator.PutAsync(
            "/v1/region-clusters/beijing-yunnan", new { name = "京滇协作", regions = new[] { "CN-110000", "CN-530000" } }))
            .Must(200).Json;
        Assert.Equal(1, put["version"]!.GetValue<int>());
        Assert.True(await SharesAsync(beijing, yunnan));
        var read = (await yunnan.Api.GetAsync("/v1/region-clusters/beijing-yunnan")).Must(200).Json;
        Assert.Equal("京滇协作", read.Text("name"));
        (await yunnan.Api.PutAsync("/v1/region-clusters/beijing-yunnan", put)).Must(403);
        (await yunnan.Api.GetAsync("/v1/region-clusters/nowhere")).Must(404);
        Assert.Equal(
            ["beijing-yunnan", "jing-jin-ji", "pan-pearl-river-delta", "yangtze-river-delta"],
            (await yunnan.Api.GetAsync("/v1/region-clusters")).Must(200).Items.Select(c => c.Text("code")));
    }

    [Theory]
    [InlineData("""{"name":" ","regions":["CN-110000","CN-120000"]}""", "/name field.required")]
    [InlineData("""{"name":"a","regions":["CN-110000"]}""", "/regions field.required")]
    [InlineData("""{"name":"a","regions":["CN-110000","XX"]}""", "/regions/1 region.unknown")]
    [InlineData("""{"name":"a","regions":["CN-110000","CN-110000"]}""", "/regions/1 value.duplicate")]
    public async Task A_cluster_that_is_none_is_refused_at_its_place(string body, string fault)
    {
        var answer = await server.Operator.SendAsync(
            HttpMethod.Put, "/v1/region-clusters/refused", body, "application/json");
        Assert.Equal([fault], answer.Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    private async Task<bool> SharesAsync(Organisation one, Organisation other)
    {
        var registry = await server.Services.GetRequiredService<RegistryCache>().CurrentAsync();
        Assert.Equal(registry.SharesLeads(one.Id, other.Id), registry.SharesLeads(other.Id, one.Id));
        return registry.SharesLeads(one.Id, other.Id);
    }
}
