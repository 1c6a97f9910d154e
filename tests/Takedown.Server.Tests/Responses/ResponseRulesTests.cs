using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Responses;

/// <summary>What a response must and must not say; every refusal has a code and leaves the notice alone.</summary>
public sealed class ResponseRulesTests(TestServer server) : IClassFixture<TestServer>
{
    public static TheoryData<string, string> Faults => new()
    {
        { """{"response":"action-taken"}""", "measure.required" },
        { """{"response":"acknowledged","measure":"removed"}""", "measure.not-here" },
        { """{"response":"rejected"}""", "reason.required" },
        { """{"response":"rejected","reason":{"text":"no code"}}""", "reason.required" },
        { """{"response":"information-requested"}""", "reason.required" },
        { """{"response":"rejected","reason":{"code":"other"}}""", "reason.text-required" },
        { """{"response":"rejected","reason":{"code":"Not Kebab"}}""", "reason.code-invalid" },
        { """{"response":"acknowledged","at":"2001-01-01T00:00:00Z"}""", "at.out-of-range" },
        { """{"response":"acknowledged","at":"0001-01-01T00:00:00Z"}""", "at.out-of-range" },
        { """{"response":"acknowledged","at":"2999-01-01T00:00:00Z"}""", "at.out-of-range" },
        { """{"response":"acknowledged","at":"9999-12-31T23:59:59Z"}""", "at.out-of-range" },
        { """{"response":"acknowledged","account":{"name":"no id"}}""", "account.invalid" },
        { """{"response":"acknowledged","account":""}""", "account.invalid" },
        { $$"""{"response":"acknowledged","platformRef":"{{new string('x', 201)}}"}""", "platform-ref.too-long" },
        {
            $$$"""{"response":"rejected","reason":{"code":"licensed","text":"{{{new string('x', 2001)}}}"}}""",
            "reason.too-long"
        },
        { """{}""", "response.required" },
    };

    [Fact]
    public async Task Each_fault_is_refused_with_its_code_and_changes_nothing()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("rules.example");
        var before = await claimant.PrintAsync(id);
        object[] responses = [.. Faults.Select(f => With(id, (string)f[0]))];
        var results = await platform.RespondAsync(responses);
        Assert.Equal(
            Faults.Select(f => $"refused delivered {f[1]}"),
            results.Select(r => $"{r.Text("status")} {r.Text("state")} {r.Text("code")}"));
        Assert.Equal(before, await claimant.PrintAsync(id));
    }

    [Fact]
    public async Task A_clock_that_is_off_by_minutes_is_taken_and_moves_no_deadline()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("skew.example");
        var now = await server.NowAsync();
        var result = (await platform.RespondAsync(
            new { noticeId = id, response = "acknowledged", at = now.AddMinutes(9) }))[0];
        Assert.Equal("applied", result.Text("status"));
        Assert.Equal("met", (await claimant.NoticeAsync(id))["sla"].Text("acknowledge"));
    }

    [Theory]
    [InlineData("""{}""", "/responses", "field.required")]
    [InlineData("""{"responses":{}}""", "/responses", "field.type")]
    [InlineData("""{"answers":[]}""", "/answers", "field.unknown")]
    public async Task A_body_that_cannot_be_read_is_explained(string body, string pointer, string code)
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("body"));
        var answer =
            (await platform.Api.SendAsync(HttpMethod.Post, "/v1/inbox/responses", body, "application/json")).Must(400);
        Assert.Contains(answer.Faults, f => f.Pointer == pointer && f.Code == code);
    }

    [Theory]
    [InlineData("""{"noticeId":"x"}""", "/noticeId", "field.type")]
    [InlineData("""{"response":"maybe"}""", "/response", "value.unknown")]
    [InlineData("""{"answer":"removed"}""", "/answer", "field.unknown")]
    public async Task One_that_cannot_be_read_is_its_own_result(string response, string pointer, string code)
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("one"));
        var result = Assert.Single((await platform.Api.SendAsync(
            HttpMethod.Post, "/v1/inbox/responses", $"{{\"responses\":[{response}]}}", "application/json"))
            .Must(200).Json["results"]!.AsArray())!;
        Assert.Equal(("refused", pointer, code), (result.Text("status"), result.Text("pointer"), result.Text("code")));
        Assert.NotEmpty(result.Text("message"));
    }

    private static JsonObject With(Guid id, string response)
    {
        var json = JsonNode.Parse(response)!.AsObject();
        json["noticeId"] = id;
        return json;
    }
}
