using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Escalations;

/// <summary>
/// E01: place, then function, with the reason. Gap q: an escalation has one owner and is seen by the bodies of the
/// claimant's and the accused's region with the function.
/// </summary>
[Trait("Id", "E01")]
public sealed class EscalationRegionTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [Trait("Id", "E02")]
    [InlineData("CN-530102", "CN-530102", "same-region", "county")]
    [InlineData("CN-530103", "CN-530100", "region-above", "prefecture")]
    public async Task E01_the_reason_of_a_routing_is_stored_and_shown(
        string region, string foundIn, string rule, string level)
    {
        await server.RegulatorAsync(foundIn);
        var routing = (await EscalateAsync(region))["routing"]!;
        Assert.Equal(
            (region, "copyright", rule, foundIn, level, "cn-copyright"),
            (routing.Text("region"), routing.Text("function"), routing.Text("rule"), routing.Text("foundIn"),
                routing.Text("level"), routing.Text("regime")));
    }

    [Fact]
    public async Task The_reason_is_told_in_the_readers_language_and_stays_after_a_change()
    {
        var found = await EscalateAsync("CN-710000");
        Assert.Equal("operator", found["routing"].Text("rule"));
        // A body registered later changes nothing about why it went where it went.
        await server.RegulatorAsync("CN-710000");
        var path = $"/v1/escalations/{found.Id("id")}";
        var english = (await server.Operator.GetAsync(path, ("Accept-Language", "en"))).Must(200).Json["routing"];
        var chinese = (await server.Operator.GetAsync(path, ("Accept-Language", "zh-CN"))).Must(200).Json["routing"];
        Assert.Equal(("operator", "operator"), (english.Text("rule"), chinese.Text("rule")));
        Assert.Contains("the operator has it", english.Text("text"), StringComparison.Ordinal);
        Assert.Contains("由运营方负责", chinese.Text("text"), StringComparison.Ordinal);
        Assert.Contains("著作权", chinese.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_escalation_has_one_owner_and_is_seen_by_the_others_with_the_function()
    {
        var owner = await server.RegulatorAsync("CN-510104");
        var ofClaimant = await server.RegulatorAsync("CN-520102");
        var ofAccused = await server.RegulatorAsync("CN-540102");
        var otherFunction = await server.RegulatorAsync("CN-540102", "police");
        var otherCounty = await server.RegulatorAsync("CN-540103");
        var townOfAccused = await server.RegulatorAsync("CN-540102100");
        var found = await EscalateAsync("CN-510104", "CN-520102", "CN-540102");
        var (id, notice) = (found.Id("id"), found.Id("noticeId"));
        Assert.Equal(owner.Id, found.Id("regulatorId"));

        foreach (var (seer, seenAs) in new[] { (owner, "platform"), (ofClaimant, "claimant"), (ofAccused, "accused") })
        {
            var one = (await seer.Api.GetAsync($"/v1/escalations/{id}")).Must(200).Json;
            var listed = Assert.Single((await seer.Api.GetAsync("/v1/escalations")).Must(200).Items);
            Assert.Equal(
                (seenAs, owner.Id, "CN-520102", "CN-540102"),
                (one.Text("seenAs"), one.Id("regulatorId"), one.Text("claimantRegion"), one.Text("accusedRegion")));
            Assert.Equal((id, seenAs), (listed.Id("id"), listed.Text("seenAs")));
            var counts = (await seer.Api.GetAsync("/v1/escalations/by-platform")).Must(200).Items;
            Assert.Equal(1, Assert.Single(counts).Long("count"));
            var party = (await seer.Api.GetAsync($"/v1/notices/{notice}")).Must(200).Json["notice"]!["rightsHolder"];
            Assert.Equal("Rights", party.Text("name"));
            // No contact of a claimant beyond the body's own subtree and function.
            Assert.Equal(seenAs == "accused" ? "" : "rights@claimant.example", party.Text("email"));
        }
        foreach (var blind in new[] { otherFunction, otherCounty, townOfAccused })
        {
            (await blind.Api.GetAsync($"/v1/escalations/{id}")).Must(404);
            Assert.Empty((await blind.Api.GetAsync("/v1/escalations")).Must(200).Items);
            Assert.Empty((await blind.Api.GetAsync("/v1/escalations/by-platform")).Must(200).Items);
            (await blind.Api.GetAsync($"/v1/notices/{notice}")).Must(404);
            (await blind.Api.GetAsync($"/v1/notices/{notice}/timeline")).Must(404);
        }
        Assert.Null((await server.Operator.GetAsync($"/v1/escalations/{id}")).Must(200).Json["seenAs"]);
    }

    [Theory]
    [InlineData("""{"region":"CN-53"}""", "/accused/region region.unknown")]
    [InlineData("""{"region":"CN-533123\u0027 OR 1=1"}""", "/accused/region region.unknown")]
    public async Task A_region_of_the_accused_that_is_none_is_refused(string accused, string fault)
    {
        await server.PlatformAsync(Bodies.NewHost("accused"));
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(new { accused = JsonNode.Parse(accused) });
        Assert.Contains(fault, answer.Json["results"]![0]!["errors"]!.AsArray()
            .Select(e => $"{e.Text("pointer")} {e.Text("code")}"));
    }

    [Fact]
    [Trait("Id", "E27")]
    public async Task E27_a_right_holder_says_which_ways_it_chooses()
    {
        var host = Bodies.NewHost("path");
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var notice = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Sample.Notice($"https://{host}/1")))!;
        notice["path"] = new JsonArray("platform", "administrative", "civil");
        var id = await claimant.DeliverAsync(platform, notice);
        var read = (await claimant.NoticeAsync(id))["notice"]!["path"]!.AsArray().Select(p => p!.GetValue<string>());
        Assert.Equal(["platform", "administrative", "civil"], read);
        notice["path"] = new JsonArray("war");
        var refused = (await claimant.SubmitAsync(notice)).Json["results"]![0]!["errors"]![0];
        Assert.Equal("/path/0 value.unknown", $"{refused.Text("pointer")} {refused.Text("code")}");
    }

    private async Task<JsonNode> EscalateAsync(string region, string? claimantRegion = null, string? accused = null)
    {
        var host = Bodies.NewHost("three");
        var platform = await server.PlatformAsync(host, new { region });
        var claimant = await server.ClaimantAsync("Rights", new { region = claimantRegion ?? "CN-810000" });
        var notice = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Sample.Notice($"https://{host}/1")))!;
        if (accused is not null) notice["accused"] = new JsonObject { ["region"] = accused };
        await claimant.DeliverAsync(platform, notice);
        await server.AdvanceAsync("P8D");
        var found = (await server.Operator.GetAsync($"/v1/escalations?platform={platform.Id}")).Must(200).Items;
        return Assert.Single(found)!;
    }
}
