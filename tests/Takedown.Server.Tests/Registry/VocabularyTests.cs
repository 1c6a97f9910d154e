using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>Functions and vocabularies are data: read by all, written by the operator, used at once.</summary>
public sealed class VocabularyTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_new_function_can_be_registered_and_a_retired_one_cannot()
    {
        var body = (await server.Operator.GetAsync("/v1/functions")).Must(200).Json;
        var (version, items) = (body["version"]!.GetValue<int>(), body["items"]!.AsArray());
        items.Add(new JsonObject { ["code"] = "education", ["zh"] = "教育行政", ["en"] = "Education" });
        items.Single(f => f!["code"]!.GetValue<string>() == "tax")!["status"] = "retired";
        // The answer of a GET can be sent back.
        var put = (await server.Operator.PutAsync("/v1/functions", body)).Must(200).Json;
        Assert.Equal(version + 1, put["version"]!.GetValue<int>());
        Assert.Equal("active", put["items"]!.AsArray()[^1]!["status"]!.GetValue<string>());

        await server.RegulatorAsync("CN-533123102", "education");
        Assert.Equal(
            [("/functions/0", "value.unknown")],
            (await RegisterAsync("tax")).Must(400).Faults);
        var former = (await RegisterAsync("culture")).Must(201).Json["functions"]!.AsArray();
        Assert.Equal("culture-enforcement", former.Single()!.GetValue<string>());

        var without = new { items = items.Where(f => f!["code"]!.GetValue<string>() is not ("market" or "education")) };
        var refused = (await server.Operator.PutAsync("/v1/functions", without)).Must(400);
        Assert.Equal([("/items", "function.in-use"), ("/items", "function.in-use")], refused.Faults);
        Assert.True(await IsRecordedAsync("functions.put"));
    }

    [Theory]
    [InlineData("""{"items":[]}""", "/items field.required")]
    [InlineData("""{"items":[null]}""", "/items/0 field.required")]
    [InlineData("""{"items":[{"code":"Tax","zh":"税务","en":"Tax"}]}""", "/items/0/code value.token")]
    [InlineData("""{"items":[{"code":"tax","zh":" ","en":"Tax"}]}""", "/items/0/zh field.required")]
    [InlineData(
        """{"items":[{"code":"tax","zh":"税","en":"Tax"},{"code":"tax","zh":"税","en":"Tax"}]}""",
        "/items/1/code value.duplicate")]
    public async Task Functions_that_are_none_are_refused_at_their_place(string body, string fault)
    {
        var answer = await server.Operator.SendAsync(HttpMethod.Put, "/v1/functions", body, "application/json");
        Assert.Contains(fault, answer.Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    [Fact]
    public async Task A_new_word_is_known_at_once_and_a_retired_one_is_told()
    {
        var host = Bodies.NewHost("vocabulary");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync();
        var body = (await claimant.Api.GetAsync("/v1/vocabularies/work-type")).Must(200).Json;
        Assert.Equal("work-type", body["axis"]!.GetValue<string>());
        var words = body["words"]!.AsArray();
        Assert.Equal(
            ("音乐", "Music", "active"),
            (words[0]!["zh"]!.GetValue<string>(), words[0]!["en"]!.GetValue<string>(),
                words[0]!["status"]!.GetValue<string>()));

        var before = await claimant.SubmitAsync(Sample.Notice($"https://{host}/1", type: "opera"));
        Assert.NotNull(before.Results()[0]!["warnings"]);
        words.Add(new JsonObject { ["word"] = "opera", ["zh"] = "戏曲", ["en"] = "Opera", ["status"] = "active" });
        words.Single(w => w!["word"]!.GetValue<string>() == "news")!["status"] = "retired";
        (await claimant.Api.PutAsync("/v1/vocabularies/work-type", body)).Must(403);
        var put = (await server.Operator.PutAsync("/v1/vocabularies/work-type", body)).Must(200).Json;
        Assert.Equal(2, put["version"]!.GetValue<int>());
        var after = await claimant.SubmitAsync(
            Sample.Notice($"https://{host}/2", type: "opera"), Sample.Notice($"https://{host}/3", type: "news"));
        Assert.Null(after.Results()[0]!["warnings"]);
        Assert.NotNull(after.Results()[1]!["warnings"]);
        Assert.True(await IsRecordedAsync("vocabulary.put"));
    }

    [Fact]
    public async Task There_are_eight_axes_and_no_other()
    {
        var all = (await server.Operator.GetAsync("/v1/vocabularies")).Must(200).Items;
        Assert.Equal(
            ["work-type", "mode", "target-type", "service-type", "ip-type", "goods-type", "attribute", "measure"],
            all.Select(v => v!["axis"]!.GetValue<string>()));
        (await server.Operator.GetAsync("/v1/vocabularies/function")).Must(404);
        (await server.Operator.PutAsync("/v1/vocabularies/mood", new { words = new[] { 1 } })).Must(404);
        var measures = await server.Operator.PutAsync("/v1/vocabularies/measure",
            new { words = new[] { new { word = "removed", zh = "删除", en = "Removed" } } });
        Assert.Equal(
            ["word.built-in"], measures.Must(400).Faults.Select(f => f.Code).Distinct());
    }

    private Task<Answer> RegisterAsync(string function) => server.Operator.PostAsync("/v1/organisations", new
    {
        kind = "regulator", name = "Office", country = "CN", region = "CN-533100", functions = new[] { function },
    });

    private async Task<bool> IsRecordedAsync(string act) =>
        (await server.Operator.GetAsync($"/v1/audit?limit=1000&act={act}")).Must(200).Items.Count > 0;
}
