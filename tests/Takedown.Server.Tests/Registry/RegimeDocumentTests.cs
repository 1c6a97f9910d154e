using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>Regimes as versioned data: what the operator writes is asked of the next notice.</summary>
public sealed class RegimeDocumentTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_put_is_the_next_version_the_former_ones_stay_and_the_act_is_recorded()
    {
        var first = await PutAsync(await RegimeAsync("cn-civil"), "my-law", name: "First");
        var second = await PutAsync(first, "my-law", name: "Second");
        Assert.Equal((1, 2), (first.Long("version"), second.Long("version")));
        Assert.Equal("Second", (await RegimeAsync("my-law")).Text("name"));
        Assert.Equal(first.ToJsonString(), (await RegimeAsync("my-law?version=1")).ToJsonString());
        (await server.Operator.GetAsync("/v1/regimes/my-law?version=3")).Must(404);
        (await server.Operator.GetAsync("/v1/regimes/no-law")).Must(404);
        Assert.Equal(["?version"], (await server.Operator.GetAsync("/v1/regimes/my-law?version=x")).Must(400)
            .Faults.Select(f => f.Pointer));

        var listed = (await server.Operator.GetAsync("/v1/regimes")).Must(200).Items;
        Assert.Equal(["Second"], listed.Where(r => r!.Text("code") == "my-law").Select(r => r!.Text("name")));
        Assert.Equal(
            listed.Select(r => r!.Text("code")).Order(StringComparer.Ordinal), listed.Select(r => r!.Text("code")));
        var acts = (await server.Operator.GetAsync("/v1/audit?act=regime.put&object=my-law")).Must(200).Items;
        Assert.Equal(2, acts.Count);
        var last = acts.Single(a => a!["before"] is not null)!;
        Assert.Equal(("First", "Second"), (last["before"]!.Text("name"), last["after"]!.Text("name")));
    }

    [Fact]
    public async Task Who_changes_a_window_is_told_which_policies_keep_their_own()
    {
        var regime = await RegimeAsync("us-dmca");
        Assert.Null((await PutAsync(regime, "us-dmca", name: "Same"))["warnings"]);
        regime["counterNotice"]!["window"] = new JsonObject { ["unit"] = "working", ["days"] = 5 };
        var told = Assert.Single((await PutAsync(regime, "us-dmca", name: "Other"))["warnings"]!.AsArray())!;
        Assert.Equal(("/counterNotice", "regime.policy-decides"), (told.Text("pointer"), told.Text("code")));
        Assert.Contains("US-DMCA", told.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("required", """["location","/work/author"]""", "/required/1 element.unknown", "/work/author")]
    [InlineData("function", "\"copyrights\"", "/function function.unknown", "copyrights")]
    [InlineData("countries", """["CN"]""", "/countries/0 country.taken", "CN")]
    [InlineData("required", """["evidence"]""", "/required regime.no-location", "location")]
    [InlineData("onlyKind", "\"regulator\"", "/onlyKind field.fixed", "cannot")]
    [InlineData("deficiency", "null", "/deficiency field.required", "required")]
    [InlineData("surprise", "1", "/surprise field.unknown", "surprise")]
    public async Task A_regime_that_nobody_could_satisfy_is_refused_with_words(
        string field, string value, string fault, string told)
    {
        var regime = await RegimeAsync("cn-civil");
        regime[field] = JsonNode.Parse(value);
        var answer = (await server.Operator.PutAsync("/v1/regimes/cn-civil", regime)).Must(400);
        Assert.Equal([fault], answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
        Assert.Contains(told, answer.Json["errors"]![0]!.Text("message"), StringComparison.Ordinal);
        Assert.Equal(1, (await RegimeAsync("cn-civil")).Long("version"));
    }

    [Fact]
    public async Task A_word_that_is_in_no_vocabulary_is_named_and_with_strict_refused()
    {
        var regime = await RegimeAsync("cn-civil");
        regime["requiredByIpType"] = JsonNode.Parse("""{"patents":["comparison-report"]}""");
        regime["requiredByMode"] = JsonNode.Parse("""{"rescin":["comparison-report"]}""");
        string[] expected = ["/requiredByIpType/patents word.unknown", "/requiredByMode/rescin word.unknown"];
        var refused = (await server.Operator.PutAsync("/v1/regimes/worded?strict=true", regime)).Must(400);
        Assert.Equal(expected, refused.Faults.Select(f => $"{f.Pointer} {f.Code}"));
        (await server.Operator.GetAsync("/v1/regimes/worded")).Must(404);
        var put = (await server.Operator.PutAsync("/v1/regimes/worded", regime)).Must(200).Json;
        Assert.Equal(expected, put["warnings"]!.AsArray().Select(w => $"{w!.Text("pointer")} {w!.Text("code")}"));
        Assert.Contains("reskin", put["warnings"]![1]!.Text("message"), StringComparison.Ordinal);
        Assert.Null((await RegimeAsync("worded"))["warnings"]);
    }

    [Fact]
    public async Task The_next_notice_is_asked_for_what_the_right_and_the_mode_need()
    {
        var host = Bodies.NewHost("asked");
        await PutAsync(await RegimeAsync("cn-civil"), "asked-law");
        await server.PlatformAsync(host, new { regime = "asked-law", regimes = new[] { "asked-law" } });
        var claimant = await server.ClaimantAsync();
        object Notice(int i, string? ipType, string? mode, params string[] kinds) => new
        {
            regime = "asked-law",
            ipType,
            infringement = mode,
            work = new { title = "七里香", type = "music" },
            target = new { url = $"https://{host}/{i}" },
            evidence = kinds.Select(kind => new { kind, sha256 = Sample.Sha256 }),
        };
        var answer = await claimant.SubmitAsync(
            Notice(0, null, null, "screenshot"), Notice(1, "patent", null, "screenshot"),
            Notice(2, "patent", "reskin", "screenshot"), Notice(3, "design", "reskin", "screenshot"),
            Notice(4, "patent", "reskin", "comparison-report"), Notice(5, "design", null, "evaluation-report"),
            Notice(6, "copyright", "paraphrase", "evaluation-report"));
        Assert.Equal(
            ["accepted", "rejected", "rejected", "rejected", "accepted", "accepted", "rejected"], answer.Statuses());
        const string report = "/evidence evidence.kind-required";
        // The right and the mode of the second ask for the same report, those of the third for two.
        Assert.Equal([[report], [report], [report, report], [report]],
            new[] { 1, 2, 3, 6 }.Select(i => answer.ItemFaults(i).ToArray()));
        Assert.Contains("evaluation-report", answer.Json["results"]![3]!.ToJsonString(), StringComparison.Ordinal);

        var regime = await RegimeAsync("asked-law");
        regime["required"] = JsonNode.Parse("""["location","/signature"]""");
        await PutAsync(regime, "asked-law");
        answer = await claimant.SubmitAsync(Notice(7, null, null), Notice(8, null, null, "screenshot"));
        Assert.Equal(["/signature field.required"], answer.ItemFaults());
        Assert.Equal(["/signature field.required"], answer.ItemFaults(1));
    }

    [Fact]
    public async Task Where_a_regime_holds_is_what_its_latest_version_says()
    {
        var host = Bodies.NewHost("holds");
        var made = await server.RegisterAsync(
            new { kind = "platform", name = host, country = "FO", hosts = new[] { host } });
        Assert.Contains("us-dmca", Regimes(await ShownAsync(made.Id)));
        var regime = await PutAsync(await RegimeAsync("us-dmca"), "fo-law", countries: "FO");
        Assert.Equal(["fo-law"], Regimes(await ShownAsync(made.Id)));
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(new
        {
            work = new { title = "七里香" },
            target = new { url = $"https://{host}/1" },
            statements = new[] { "truth", "good-faith", "perjury" },
            signature = "/s/ Holder",
        });
        Assert.Equal("fo-law", (await claimant.NoticeAsync(answer.NoticeId())).Text("regime"));
        var other = await RegimeAsync("jp-idp");
        other["countries"] = new JsonArray("FO");
        Assert.Equal(["country.taken"], (await server.Operator.PutAsync("/v1/regimes/jp-idp", other)).Must(400)
            .Faults.Select(f => f.Code));

        regime.Remove("countries");
        await PutAsync(regime, "fo-law");
        Assert.Contains("us-dmca", Regimes(await ShownAsync(made.Id)));
        // A function that only a stored regime uses may not be left out.
        regime["function"] = "tax";
        await PutAsync(regime, "fo-law");
        var functions = (await server.Operator.GetAsync("/v1/functions")).Must(200).Json;
        functions["items"] = new JsonArray([.. functions["items"]!.AsArray()
            .Where(f => f!.Text("code") != "tax").Select(f => f!.DeepClone())]);
        Assert.Equal(["function.in-use"], (await server.Operator.PutAsync("/v1/functions", functions)).Must(400)
            .Faults.Select(f => f.Code));
    }

    [Fact]
    public async Task Many_puts_at_the_same_moment_are_as_many_versions()
    {
        var regime = await RegimeAsync("eu-dsa");
        regime.Remove("countries");
        var versions = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(async _ => (await PutAsync(regime, "raced")).Long("version")));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), versions.Order());
    }

    private static IEnumerable<string> Regimes(JsonNode organisation) =>
        organisation["regimes"]!.AsArray().Select(r => r!.GetValue<string>());

    private async Task<JsonNode> ShownAsync(Guid id) =>
        (await server.Operator.GetAsync($"/v1/organisations/{id}")).Must(200).Json;

    private async Task<JsonObject> RegimeAsync(string path) =>
        (await server.Operator.GetAsync($"/v1/regimes/{path}")).Must(200).Json.AsObject();

    private async Task<JsonObject> PutAsync(
        JsonObject regime, string code, string? name = null, params string[] countries)
    {
        var next = regime.DeepClone().AsObject();
        if (name is not null) next["name"] = name;
        if (countries.Length > 0) next["countries"] = new JsonArray([.. countries.Select(c => (JsonNode)c)]);
        else if (next["code"]?.GetValue<string>() != code) next.Remove("countries");
        return (await server.Operator.PutAsync($"/v1/regimes/{code}", next)).Must(200).Json.AsObject();
    }
}
