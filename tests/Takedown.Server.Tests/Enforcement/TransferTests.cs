using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Enforcement;

/// <summary>Transfers to the police and requests to carriers.</summary>
public sealed class TransferTests(CaseWorld world) : IClassFixture<CaseWorld>
{
    private static readonly object Letter = new { basis = "点击数超过标准" };

    private Task<Answer> ActAsync(Api api, string id, JsonNode transfer, string act, object? more = null)
    {
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(more ?? new { }))!.AsObject();
        body["act"] = act;
        return api.PostAsync($"/v1/cases/{id}/transfers/{transfer["id"]}/acts", body);
    }

    private async Task<(string Id, JsonNode Transfer)> SentAsync()
    {
        var id = await world.OpenAsync();
        var transfer = (await world.Officer.PostAsync($"/v1/cases/{id}/transfers", Letter)).Must(201).Json;
        (await ActAsync(world.Head, id, transfer, "approve")).Must(200);
        (await ActAsync(world.Officer, id, transfer, "send")).Must(200);
        return (id, transfer);
    }

    /// <summary>D22–D24, E07: approved, sent, received, filed, reported back; police text is sealed.</summary>
    [Fact]
    [Trait("Id", "D22 D23 D24 E07")]
    public async Task D22_D23_D24_E07_A_transfer_runs_its_course_and_closes_only_with_feedback()
    {
        var id = await world.OpenAsync();
        Assert.Equal("person.required", (await world.County.Api.PostAsync(
            $"/v1/cases/{id}/transfers", Letter)).Must(403).Code);
        var transfer = (await world.Officer.PostAsync($"/v1/cases/{id}/transfers", Letter)).Must(201).Json;
        Assert.Equal("transfer.exists", (await world.Second.PostAsync(
            $"/v1/cases/{id}/transfers", Letter)).Must(409).Code);
        Assert.Equal("approval.same-person", (await ActAsync(world.Officer, id, transfer, "approve")).Must(409).Code);
        Assert.Equal("head.required", (await ActAsync(world.Second, id, transfer, "approve")).Must(403).Code);
        Assert.Equal("transfer.not-possible", (await ActAsync(world.Officer, id, transfer, "send")).Must(409).Code);
        (await ActAsync(world.Police, id, transfer, "receive")).Must(404);
        (await ActAsync(world.Head, id, transfer, "approve")).Must(200);
        (await ActAsync(world.Officer, id, transfer, "send")).Must(200);
        Assert.Equal("case.other-body", (await ActAsync(world.Officer, id, transfer, "file")).Must(403).Code);
        (await ActAsync(world.Police, id, transfer, "receive")).Must(200);
        (await ActAsync(world.Police, id, transfer, "file", new { @sealed = "线人代号" })).Must(200);
        Assert.Equal("transfer.feedback-missing",
            (await ActAsync(world.Officer, id, transfer, "close")).Must(409).Code);
        Assert.Equal("transfer.open", (await world.Officer.PostAsync(
            $"/v1/cases/{id}/closing", new { outcome = "transferred" })).Must(409).Code);
        (await ActAsync(
            world.Police, id, transfer, "feedback", new { outcome = "已刑事拘留", arrested = 2 })).Must(200);
        Assert.DoesNotContain("线人代号", (await world.Officer.GetAsync($"/v1/cases/{id}")).Must(200).Json.ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            StringComparison.Ordinal);
        Assert.Contains("线人代号", (await world.Police.GetAsync($"/v1/cases/{id}")).Must(200).Json.ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            StringComparison.Ordinal);
        (await ActAsync(world.Officer, id, transfer, "close")).Must(200);
        (await world.Officer.PostAsync($"/v1/cases/{id}/closing", new { outcome = "transferred" })).Must(200);
    }

    [Fact]
    public async Task A_refusal_is_reconsidered_then_goes_to_the_procuratorate_with_the_legal_clocks()
    {
        var (id, transfer) = await SentAsync();
        (await ActAsync(world.Police, id, transfer, "refuse")).Must(400);
        (await ActAsync(world.Police, id, transfer, "refuse", new { reason = "证据不足" })).Must(200);
        (await ActAsync(world.Officer, id, transfer, "reconsider")).Must(200);
        (await ActAsync(world.Police, id, transfer, "refuse", new { reason = "维持" })).Must(200);
        (await ActAsync(world.Officer, id, transfer, "ask-procuratorate")).Must(200);
        (await ActAsync(world.Police, id, transfer, "file")).Must(200);
        var clocks = (await world.ReadAsync(id))["clocks"]!.AsArray()
            .Select(c => (c!["name"]!.GetValue<string>(), c["status"]!.GetValue<string>())).ToList();
        Assert.Contains(("head-decides", "met"), clocks);
        Assert.Contains(("hand-over", "running"), clocks);
    }

    [Fact]
    public async Task A_clock_of_a_transfer_that_ran_over_is_journaled_and_nothing_else()
    {
        var (id, _) = await SentAsync();
        await world.Server.AdvanceAsync("P4D");
        var read = await world.ReadAsync(id);
        Assert.Contains(read["history"]!.AsArray(), a => a!["act"]!.GetValue<string>() == "clock-overdue");
        Assert.Equal("sent", read["transfers"]![0]!["state"]!.GetValue<string>());
    }

    /// <summary>No penalty instead of a transfer (移送规定 11), and indicators decide nothing by themselves.</summary>
    [Fact]
    public async Task No_penalty_replaces_a_transfer()
    {
        var id = await world.OpenAsync(("indicators", new { clicks = 100_000 }));
        Assert.Equal("clicks", (await world.ReadAsync(id))["indicatorsReached"]![0]!.GetValue<string>());
        await world.StepAsync(id, "filing");
        await world.StepAsync(id, "prior-notice");
        await world.StepAsync(id, "statement");
        Assert.Equal(["transfer"], CaseWorld.Guards((await world.Officer.PostAsync(
            $"/v1/cases/{id}/steps", CaseWorld.Step("penalty"))).Must(409)));
    }

    /// <summary>
    /// D05–D13, E24, E29: a provider is a point of control that owes its confirmation; the request is executed when all
    /// have confirmed.
    /// </summary>
    [Fact]
    [Trait("Id", "D05 D06 D07 D08 D09 D10 D11 D12 D13 E24")]
    [Trait("Id", "E29")]
    public async Task D05_D06_D09_D10_D11_E24_E29_A_request_has_its_guards_and_each_provider_confirms()
    {
        var id = await world.OpenAsync();
        Task<Answer> Ask(string kind, object? finding = null, object? opinion = null) => world.Officer.PostAsync(
            $"/v1/cases/{id}/requests", new { kind, finding, opinion, providers = new[] { "甲", "乙" } });
        Assert.Equal(["finding"], CaseWorld.Guards((await Ask("suspend-access")).Must(409)));
        var finding = new { no = "云版查〔2026〕1号" };
        foreach (var kind in new[] { "cancel-filing", "revoke-licence", "revoke-permit" })
            Assert.Equal(["opinion"], CaseWorld.Guards((await Ask(kind, finding)).Must(409)));
        Assert.Equal(["foreign"], CaseWorld.Guards((await Ask("report-and-block")).Must(409)));
        (await Ask("close-site", finding)).Must(201);
        (await Ask("cancel-filing", finding, new { no = "意见" })).Must(201);
        var request = (await Ask("suspend-access", finding)).Must(201).Json;
        Task<Answer> Act(Api api, string act, object body) =>
            api.PostAsync($"/v1/cases/{id}/requests/{request["id"]}/{act}", body);
        Assert.Equal("case.other-body", (await Act(world.Officer, "approval", new { })).Must(403).Code);
        Assert.Equal("person.required", (await Act(world.Telecom.Api, "approval", new { })).Must(403).Code);
        Assert.Equal("request.not-possible", (await Act(world.Carrier, "execution", new { })).Must(409).Code);
        (await Act(world.Carrier, "approval", new { })).Must(200);
        Assert.Equal("provider.unknown",
            (await Act(world.Carrier, "execution", new { provider = "丙" })).Must(400).Faults.Single().Code);
        Assert.Equal("accepted", (await Act(world.Carrier, "execution", new { provider = "甲" })).Must(200)
            .Json["state"]!.GetValue<string>());
        Assert.Equal("executed", (await Act(world.Carrier, "execution", new { provider = "乙" })).Must(200)
            .Json["state"]!.GetValue<string>());
        Assert.Contains((await world.ReadAsync(id))["ladder"]!.AsArray(),
            r => r!["rung"]!.GetValue<string>() == "suspend-access");
        (await Act(world.Carrier, "lifting", new { })).Must(400);
        (await Act(world.Carrier, "lifting", new { reason = "已整改" })).Must(200);
        Assert.Equal("request.not-possible",
            (await Act(world.Carrier, "refusal", new { reason = "x" })).Must(409).Code);
    }
}
