using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Compliance.WhatIf;
using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Compliance;

/// <summary>What would have breached under another policy, against what did.</summary>
public sealed class WhatIfTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_shorter_limit_breaches_what_was_in_time_and_a_longer_one_forgives()
    {
        var regulator = await server.RegulatorAsync("CN-330000");
        var platform = await server.PlatformAsync("what-if.example", new { region = "CN-330100" });
        var far = await server.PlatformAsync("what-if-far.example", new { region = "CN-310101" });
        var claimant = await server.ClaimantAsync();
        var from = DateOnly.FromDateTime((await server.NowAsync()).AddHours(8).UtcDateTime);
        var quick = await claimant.DeliverAsync(platform, Sample.Notice("https://what-if.example/1"));
        var slow = await claimant.DeliverAsync(platform, Sample.Notice("https://what-if.example/2"));
        var late = await claimant.DeliverAsync(platform, Sample.Notice("https://what-if.example/3"));
        await claimant.DeliverAsync(far, Sample.Notice("https://what-if-far.example/1"));
        await platform.RemoveAsync(quick, "a");
        await server.AdvanceAsync("PT20H");
        await platform.RemoveAsync(slow, "b");
        await server.AdvanceAsync("PT10H");
        await platform.RemoveAsync(late, "c");

        async Task<JsonNode> AskAsync(object policy) => (await LinesAsync(regulator, new
        {
            policy, from = $"{from:yyyy-MM-dd}", to = $"{from.AddDays(3):yyyy-MM-dd}",
        }))[^1];
        var shorter = await AskAsync(new { code = "CN-MUSIC", deadlines = new { act = Hours(12) } });
        Assert.Equal("result", shorter.Text("type"));
        Assert.Equal((3, 3, 1, 2), Figures(shorter));
        Assert.Equal(platform.Id, Assert.Single(shorter["platforms"]!.AsArray()).Id("platformId"));
        Assert.Equal((3, 3, 1, 0),
            Figures(await AskAsync(new { code = "CN-MUSIC", deadlines = new { act = Hours(48) } })));
        // The policy in force answers what happened.
        Assert.Equal((3, 3, 1, 1), Figures(await AskAsync(new { code = "CN-MUSIC" })));
        Assert.Equal((3, 0, 1, 1),
            Figures(await AskAsync(new { code = "CN-DISK", deadlines = new { act = Hours(1) } })));
        var whole = (await server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Must(200).Json;
        whole["deadlines"]!["act"] = JsonNode.Parse("""{"unit":"running","duration":"PT12H"}""");
        Assert.Equal((3, 3, 1, 2), Figures(await AskAsync(whole)));
        // Nothing is stored.
        Assert.Equal("P1D", System.Xml.XmlConvert.ToString(System.Xml.XmlConvert.ToTimeSpan(
            (await server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Must(200).Json["deadlines"]!["act"].Text(
                "duration"))));
    }

    [Theory]
    [InlineData("""{"from":"2026-01-01","to":"2026-01-02"}""", "/policy")]
    [InlineData("""{"policy":{},"from":"2026-01-01","to":"2026-01-02"}""", "/policy/code")]
    [InlineData("""{"policy":{"code":"NOWHERE"},"from":"2026-01-01","to":"2026-01-02"}""", "/policy/code")]
    [InlineData("""{"policy":{"code":"CN-MUSIC"},"to":"2026-01-02"}""", "/from")]
    [InlineData("""{"policy":{"code":"CN-MUSIC"},"from":"2026-01-03","to":"2026-01-02"}""", "/to")]
    [InlineData(
        """
        {"policy":{"code":"CN-MUSIC","deadlines":{"act":{"unit":"running","days":3}}},
        "from":"2026-01-01","to":"2026-01-02"}
        """, "/policy/deadlines/act/duration")]
    [InlineData(
        """{"policy":{"code":"CN-MUSIC","calendar":"MOON"},"from":"2026-01-01","to":"2026-01-02"}""",
        "/policy/calendar")]
    [InlineData(
        """{"policy":{"code":"CN-MUSIC","limit":3},"from":"2026-01-01","to":"2026-01-02"}""", "/policy/limit")]
    public async Task A_question_that_is_wrong_is_refused_with_its_pointer(string body, string pointer)
    {
        var regulator = await server.RegulatorAsync("CN-320000");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await regulator.Api.Client.PostAsync("/v1/compliance/what-if", content);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains($"\"{pointer}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_and_a_claimant_may_not_ask()
    {
        var platform = await server.PlatformAsync("asks.example");
        var question = new { policy = new { code = "CN-MUSIC" }, from = "2026-01-01", to = "2026-01-02" };
        (await platform.Api.PostAsync("/v1/compliance/what-if", question)).Must(403);
        (await (await server.ClaimantAsync()).Api.PostAsync("/v1/compliance/what-if", question)).Must(403);
    }

    [Fact]
    public async Task A_second_question_of_an_organisation_waits_for_the_first_and_others_do_not()
    {
        var (asking, other) = (await server.RegulatorAsync("CN-350000"), await server.RegulatorAsync("CN-360000"));
        var question = new { policy = new { code = "CN-MUSIC" }, from = "2026-01-01", to = "2026-01-02" };
        var turns = server.Services.GetRequiredService<WhatIfTurns>();
        Assert.True(turns.TryBegin(asking.Id));
        var refused = (await asking.Api.PostAsync("/v1/compliance/what-if", question)).Must(409);
        Assert.Equal(("what-if.running", "application/problem+json"), (refused.Code, refused.MediaType));
        await LinesAsync(other, question);
        turns.End(asking.Id);
        // One that was answered, and one that was refused, leave nothing behind.
        await LinesAsync(asking, question);
        (await asking.Api.PostAsync("/v1/compliance/what-if", new { })).Must(400);
        await LinesAsync(asking, question);
    }

    [Fact]
    public async Task Of_two_questions_at_once_one_is_answered_and_the_other_is_told_to_wait()
    {
        var regulator = await server.RegulatorAsync("CN-340000");
        var question = new { policy = new { code = "CN-MUSIC" }, from = "2026-01-01", to = "2026-01-02" };
        var body = System.Text.Json.JsonSerializer.Serialize(question);
        async Task<int> AskAsync()
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await regulator.Api.Client.PostAsync("/v1/compliance/what-if", content);
            return (int)answer.StatusCode;
        }
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync()));
        Assert.Contains(200, answers);
        Assert.All(answers, status => Assert.True(status is 200 or 409, $"{status}"));
    }

    private static object Hours(int hours) => new { unit = "running", duration = $"PT{hours}H" };

    private static (long, long, long, long) Figures(JsonNode result) => (
        result.Long("notices"), result.Long("affected"), result.Long("breached"), result.Long("wouldBreach"));

    private static async Task<IReadOnlyList<JsonNode>> LinesAsync(Organisation reader, object question)
    {
        using var content = new StringContent(
            System.Text.Json.JsonSerializer.Serialize(question), Encoding.UTF8, "application/json");
        using var answer = await reader.Api.Client.PostAsync("/v1/compliance/what-if", content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
