using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary><c>defaults</c> fill what an item leaves out, field by field, and never what it gives.</summary>
public sealed class DefaultsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Objects_are_filled_field_by_field_and_what_an_item_gives_stands()
    {
        var host = await HostAsync();
        var claimant = await server.ClaimantAsync();
        var body = $$$"""
            {"defaults":{"clientRef":"d","ipType":"trademark","infringement":"reprint","signature":"d",
              "explanation":"d","statements":["truth"],"measures":["delete"],
              "work":{"title":"D","type":"music","registrationNo":"D-1"},
              "target":{"type":"listing","locator":"d","account":{"id":"d"}},
              "rightsHolder":{"name":"D","kind":"company","email":"d@d.example",
              "phone":"1","address":"D","country":"CN"},
              "evidence":[{"kind":"ownership","sha256":"{{{Sample.Sha256}}}"}]},
             "notices":[
              {"target":{"url":"https://{{{host}}}/1"}},
              {"clientRef":"i","work":{"title":"I"},"target":{"url":"https://{{{host}}}/2","account":"i"},
               "rightsHolder":{"name":"I","email":"i@i.example"},"statements":["good-faith"]}]}
            """;
        var batch = (await claimant.SendBatchAsync(body, Bodies.Json)).Must(202);
        Assert.Equal(["accepted", "accepted"], batch.Statuses());

        var filled = (await claimant.NoticeAsync(batch.NoticeId(0)))["notice"]!;
        Assert.Equal("d D music D-1 listing d d reprint", Text(
            filled, "clientRef", "work.title", "work.type", "work.registrationNo", "target.type", "target.locator",
            "target.account.id", "infringement"));
        Assert.Equal("D company d@d.example 1 D CN trademark", Text(
            filled, "rightsHolder.name", "rightsHolder.kind", "rightsHolder.email", "rightsHolder.phone",
            "rightsHolder.address", "rightsHolder.country", "ipType"));

        var mixed = (await claimant.NoticeAsync(batch.NoticeId(1)))["notice"]!;
        Assert.Equal("i I music D-1 listing d i", Text(
            mixed, "clientRef", "work.title", "work.type", "work.registrationNo", "target.type", "target.locator",
            "target.account.id"));
        Assert.Equal("I company i@i.example 1 D CN", Text(
            mixed, "rightsHolder.name", "rightsHolder.kind", "rightsHolder.email", "rightsHolder.phone",
            "rightsHolder.address", "rightsHolder.country"));
        Assert.Equal("[\"good-faith\"]", mixed["statements"]!.ToJsonString());
        Assert.Equal("ownership", mixed["evidence"]![0]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task In_a_small_batch_defaults_may_stand_behind_the_notices()
    {
        var host = await HostAsync();
        var claimant = await server.ClaimantAsync();
        var body = $$$"""{"notices":[{{{Urls(host, 3)}}}],"defaults":{{{Defaults}}}}""";
        Assert.Equal((3, 3, 0, 0), (await claimant.SendBatchAsync(body, Bodies.Json)).Must(202).Counts());
    }

    [Fact]
    public async Task In_a_large_batch_defaults_behind_the_notices_are_refused_by_name()
    {
        var host = await HostAsync();
        var claimant = await server.ClaimantAsync();
        var behind = $$$"""{"notices":[{{{Urls(host, 2500)}}}],"defaults":{{{Defaults}}}}""";
        var answer = (await claimant.SendBatchAsync(behind, Bodies.Json)).Must(400);
        Assert.Equal([("/defaults", "defaults.after-notices")], answer.Faults);

        var before = $$$"""{"defaults":{{{Defaults}}},"notices":[{{{Urls(host, 2500)}}}]}""";
        Assert.Equal((2500, 2500, 0, 0), (await claimant.SendBatchAsync(before, Bodies.Json)).Must(202).Counts());
    }

    [Fact]
    public async Task Null_defaults_are_none()
    {
        var host = await HostAsync();
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(
            $$$"""{"defaults":null,"notices":[{{{Urls(host, 1)}}}]}""", Bodies.Json)).Must(202);
        Assert.Contains("/work/title field.required", answer.ItemFaults());
    }

    [Fact]
    public async Task All_faults_of_the_defaults_are_told_at_their_place()
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(
            """{"defaults":{"wrok":1,"work":{"title":5}},"notices":[]}""", Bodies.Json)).Must(400);
        Assert.Equal([("/defaults/wrok", "field.unknown"), ("/defaults/work/title", "field.type")], answer.Faults);
    }

    private static string Defaults => $$$"""{"work":{"title":"D"},"evidence":[{"sha256":"{{{Sample.Sha256}}}"}]}""";

    private static string Urls(string host, int count) =>
        string.Join(
            ",\n", Enumerable.Range(0, count).Select(i => $$$"""{"target":{"url":"https://{{{host}}}/{{{i}}}"}}"""));

    private static string Text(System.Text.Json.Nodes.JsonNode notice, params string[] paths) =>
        string.Join(
            ' ', paths.Select(path => path.Split('.').Aggregate(notice, (at, step) => at[step]!).GetValue<string>()));

    private async Task<string> HostAsync()
    {
        var host = Bodies.NewHost("defaults");
        await server.PlatformAsync(host);
        return host;
    }
}
