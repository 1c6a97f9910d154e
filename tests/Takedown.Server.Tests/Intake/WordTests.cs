using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>A misspelt word is accepted and told, or refused where that is wished.</summary>
public sealed class WordTests(TestServer server) : IClassFixture<TestServer>
{
    private static object Misspelt(string host, int i = 1) => new
    {
        ipType = "copyrihgt",
        infringement = "camcordin",
        work = new { title = $"七里香 {i}", type = "muisc" },
        target = new { url = $"https://{host}/{i}", type = "vidoe" },
        measures = new[] { "delete", "delist-it" },
        evidence = new[] { new { sha256 = Sample.Sha256 } },
    };

    [Fact]
    public async Task An_unknown_word_is_told_with_the_nearest_and_the_policy_that_applies()
    {
        var host = Bodies.NewHost("words");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(Misspelt(host), Sample.Notice($"https://{host}/2"));
        Assert.Equal(["accepted", "accepted"], answer.Statuses());
        Assert.Equal(
            [
                "/work/type word.unknown", "/work/type policy.word-ignored", "/ipType word.unknown",
                "/infringement word.unknown", "/target/type word.unknown", "/measures/1 word.unknown",
            ],
            Warnings(answer.Results()[0]!).Select(w => $"{w["pointer"]} {w["code"]}"));
        var messages = Warnings(answer.Results()[0]!).Select(w => w["message"]!.GetValue<string>()).ToList();
        Assert.Contains("music", messages[0], StringComparison.Ordinal);
        var policy = (await claimant.NoticeAsync(answer.NoticeId()))["sla"]!["policy"]!.GetValue<string>();
        Assert.Contains(policy, messages[1], StringComparison.Ordinal);
        Assert.Contains("camcording", messages[3], StringComparison.Ordinal);
        Assert.Null(answer.Results()[1]!["warnings"]);

        // They are kept with the result, in the language of the reader.
        var read = await claimant.Api.GetAsync($"/v1/batches/{answer.Id()}/results", ("Accept-Language", "zh-CN"));
        Assert.Equal(6, Warnings(read.Must(200).Items[0]!).Count);
        Assert.Contains("词表", read.Body, StringComparison.Ordinal);
        Assert.Equal(6, Warnings((await claimant.BatchAsync(answer.Id())).Results()[0]!).Count);
    }

    [Fact]
    public async Task With_strict_it_is_refused_and_a_duplicate_is_told_too()
    {
        var host = Bodies.NewHost("strict");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var notices = new[] { Misspelt(host), Sample.Notice($"https://{host}/2") };
        var strict = (await claimant.Api.PostAsync("/v1/batches?strict=true", new { notices })).Must(202);
        Assert.Equal(["rejected", "accepted"], strict.Statuses());
        Assert.Equal(5, strict.ItemFaults().Count());
        Assert.Null(strict.Results()[0]!["warnings"]);
        await claimant.SubmitAsync(Misspelt(host));
        Assert.Equal(6, Warnings((await claimant.SubmitAsync(Misspelt(host))).Results()[0]!).Count);
        var dry = (await claimant.Api.PostAsync("/v1/batches?dryRun=true", new { notices })).Must(202);
        Assert.Equal(6, Warnings(dry.Results()[0]!).Count);
        (await claimant.Api.PostAsync("/v1/batches?strict=perhaps", new { notices })).Must(400);
    }

    [Fact]
    public async Task A_misspelt_service_type_of_a_platform_and_selector_of_a_policy_are_told()
    {
        var host = Bodies.NewHost("service");
        object Platform(string name) =>
            new { kind = "platform", name, country = "CN", hosts = new[] { name }, serviceType = "clouddisk" };
        var strict = await server.Operator.PostAsync("/v1/organisations?strict=true", Platform(host));
        Assert.Equal([("/serviceType", "word.unknown")], strict.Must(400).Faults);
        var platform = (await server.Operator.PostAsync("/v1/organisations", Platform(host))).Must(201).Json;
        Assert.Contains(
            "cloud-disk", Warnings(platform).Single()["message"]!.GetValue<string>(), StringComparison.Ordinal);
        var changed = await server.Operator.PatchAsync(
            $"/v1/organisations/{platform["id"]}", new { serviceType = "cloud-disk" });
        Assert.Null(changed.Must(200).Json["warnings"]);

        var policy = (await server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Must(200).Json;
        policy["selectors"]!["workTypes"] = new JsonArray("muisc");
        var refused = await server.Operator.PutAsync("/v1/policies/MUISC?strict=true", policy);
        Assert.Equal([("/selectors/workTypes/0", "word.unknown")], refused.Must(400).Faults);
        var put = (await server.Operator.PutAsync("/v1/policies/MUISC", policy)).Must(200).Json;
        Assert.Equal("/selectors/workTypes/0", Warnings(put).Single()["pointer"]!.GetValue<string>());
        Assert.Null((await server.Operator.GetAsync("/v1/policies/MUISC")).Must(200).Json["warnings"]);
    }

    private static List<JsonNode> Warnings(JsonNode of) => [.. of["warnings"]!.AsArray().Select(w => w!)];
}
