using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>Policies as versioned data: written anew, never over.</summary>
public sealed class PolicyTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_put_is_the_next_version_and_the_former_ones_stay()
    {
        var first = await PutAsync(await PolicyAsync("CN-DISK"), "MY-POLICY", name: "First");
        var second = await PutAsync(first, "MY-POLICY", name: "Second");
        Assert.Equal((1, 2), (first["version"]!.GetValue<int>(), second["version"]!.GetValue<int>()));

        Assert.Equal("Second", (await PolicyAsync("MY-POLICY"))["name"]!.GetValue<string>());
        Assert.Equal("First", (await PolicyAsync("MY-POLICY?version=1"))["name"]!.GetValue<string>());
        (await server.Operator.GetAsync("/v1/policies/MY-POLICY?version=3")).Must(404);
        (await server.Operator.GetAsync("/v1/policies/NO-POLICY")).Must(404);
        var listed = (await server.Operator.GetAsync("/v1/policies")).Must(200);
        Assert.Single(listed.Items, p => p!["code"]!.GetValue<string>() == "MY-POLICY");
        Assert.True(listed.Json.AsObject().ContainsKey("next"));
    }

    [Fact]
    public async Task A_notice_keeps_the_version_it_was_accepted_under()
    {
        var (host, service) = (Bodies.NewHost("frozen"), "frozen-service");
        var policy = await PolicyAsync("CN-DISK");
        policy["selectors"] = JsonNode.Parse($$"""{"serviceTypes":["{{service}}"]}""");
        policy["rank"] = 900_000;
        await PutAsync(policy, "FROZEN");
        var platform = await server.PlatformAsync(host, new { serviceType = service });
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/1"));
        var before = await claimant.NoticeAsync(id);

        policy["deadlines"]!["act"] = JsonNode.Parse("""{"unit":"running","duration":"PT1M"}""");
        await PutAsync(policy, "FROZEN");
        var later = await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/2"));

        Assert.Equal(before.ToJsonString(), (await claimant.NoticeAsync(id)).ToJsonString());
        Assert.Equal(("FROZEN", 1), Sla(before));
        Assert.Equal(("FROZEN", 2), Sla(await claimant.NoticeAsync(later)));
    }

    [Theory]
    [InlineData("name", "\"\"", "/name field.required")]
    [InlineData("rank", "-1", "/rank value.out-of-range")]
    [InlineData("rank", "\"high\"", "/rank field.type")]
    [InlineData("calendar", "\"MOON\"", "/calendar calendar.unknown")]
    [InlineData("deadlines", "null", "/deadlines field.required")]
    [InlineData("onBreach", "\"explode\"", "/onBreach value.unknown")]
    [InlineData("reminders", "[0.5,0.5]", "/reminders/1 list.not-rising")]
    [InlineData("reminders", "[2]", "/reminders/0 value.out-of-range")]
    [InlineData("surprise", "1", "/surprise field.unknown")]
    [InlineData("selectors", "{\"tiers\":[\"golden\"]}", "/selectors/tiers/0 value.unknown")]
    [InlineData("selectors", "{\"countries\":[\"QQ\"]}", "/selectors/countries/0 value.unknown")]
    public async Task A_policy_that_cannot_be_counted_by_is_refused_with_words(string field, string value, string fault)
    {
        var policy = await PolicyAsync("CN-DISK");
        policy[field] = JsonNode.Parse(value);
        var answer = (await server.Operator.PutAsync("/v1/policies/FAULTY", policy)).Must(400);
        Assert.Equal([fault], answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
        Assert.NotEqual(answer.Faults.First().Code, answer.Json["errors"]![0]!["message"]!.GetValue<string>());
        (await server.Operator.GetAsync("/v1/policies/FAULTY")).Must(404);
    }

    [Theory]
    [InlineData("lower-case")]
    [InlineData("WITH%20SPACE")]
    [InlineData("%E4%B8%AD")]
    public async Task A_code_has_the_shape_of_one(string code) =>
        Assert.Equal(
            [("/code", "value.bad-format")],
            (await server.Operator.PutAsync($"/v1/policies/{code}", await PolicyAsync("CN-DISK"))).Must(400).Faults);

    [Theory]
    [InlineData("abc")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999")]
    public async Task A_version_that_is_no_number_is_refused_by_name(string version) =>
        Assert.Equal(["?version"], (await server.Operator.GetAsync($"/v1/policies/CN-DISK?version={version}"))
            .Must(400).Faults.Select(f => f.Pointer));

    [Fact]
    public async Task Many_puts_at_the_same_moment_are_as_many_versions()
    {
        var policy = await PolicyAsync("CN-DISK");
        var versions = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(async _ => (await PutAsync(policy, "RACED"))["version"]!.GetValue<int>()));
        Assert.Equal(Enumerable.Range(1, 12), versions.Order());
    }

    private static (string, int) Sla(JsonNode notice) =>
        (notice["sla"]!["policy"]!.GetValue<string>(), notice["sla"]!["policyVersion"]!.GetValue<int>());

    private async Task<JsonObject> PolicyAsync(string path) =>
        (await server.Operator.GetAsync($"/v1/policies/{path}")).Must(200).Json.AsObject();

    private async Task<JsonObject> PutAsync(JsonObject policy, string code, string? name = null)
    {
        var next = policy.DeepClone().AsObject();
        if (name is not null) next["name"] = name;
        return (await server.Operator.PutAsync($"/v1/policies/{code}", next)).Must(200).Json.AsObject();
    }
}
