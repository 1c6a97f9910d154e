using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Enforcement;

/// <summary>Steps of the ladder with their guards, approvals and time limits.</summary>
public sealed class StepTests(CaseWorld world) : IClassFixture<CaseWorld>
{
    private Task<Answer> TryAsync(Api api, string id, string kind, object? due = null, decimal? amount = null) =>
        api.PostAsync($"/v1/cases/{id}/steps", CaseWorld.Step(kind, due, amount));

    /// <summary>D01: talk, warning and order are recorded steps with documents, people and dates.</summary>
    [Fact]
    [Trait("Id", "D01 D02")]
    public async Task D01_Warning_talk_and_order_are_recorded_and_two_people_stand_behind_a_talk()
    {
        var id = await world.OpenAsync();
        Assert.Equal("effective", (await world.StepAsync(id, "warning"))["state"]!.GetValue<string>());
        var talk = (await TryAsync(world.Officer, id, "talk")).Must(201).Json;
        Assert.Equal(("proposed", "second-person"),
            (talk["state"]!.GetValue<string>(), talk["waitsFor"]!.GetValue<string>()));
        var approval = $"/v1/cases/{id}/steps/{talk["id"]}/approval";
        Assert.Equal("approval.same-person", (await world.Officer.PostAsync(approval, new { })).Must(409).Code);
        Assert.Equal("scope.missing", (await world.Reader.PostAsync(approval, new { })).Must(403).Code);
        Assert.Equal("person.required", (await world.County.Api.PostAsync(approval, new { })).Must(403).Code);
        (await world.Second.PostAsync(approval, new { approved = false })).Must(400);
        var approved = (await world.Second.PostAsync(approval, new { })).Must(200).Json;
        Assert.Equal("Wang", approved["approvedBy"]!["name"]!.GetValue<string>());
        Assert.Equal("step.not-proposed", (await world.Head.PostAsync(approval, new { })).Must(409).Code);
        var read = await world.ReadAsync(id);
        Assert.Equal("talked", read["state"]!.GetValue<string>());
        Assert.Equal(["warning", "talk"], read["ladder"]!.AsArray().Select(r => r!["rung"]!.GetValue<string>()));
        Assert.Equal(["opened", "step-taken", "step-proposed", "step-approved"],
            read["history"]!.AsArray().Select(a => a!["act"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_step_by_a_reader_or_with_an_organisations_key_or_elsewhere_is_refused()
    {
        var id = await world.OpenAsync();
        Assert.Equal("scope.missing", (await TryAsync(world.Reader, id, "warning")).Must(403).Code);
        Assert.Equal("person.required", (await TryAsync(world.County.Api, id, "warning")).Must(403).Code);
        (await TryAsync(world.Elsewhere, id, "warning")).Must(404);
        (await world.Officer.PostAsync($"/v1/cases/{id}/steps", new { kind = "guillotine" })).Must(400);
        Assert.Equal(["recipient"], CaseWorld.Guards(
            (await world.Officer.PostAsync($"/v1/cases/{id}/steps", new { kind = "warning" })).Must(409)));
        Assert.Equal(("/due", "due.past"),
            (await TryAsync(world.Officer, id, "rectification-order", "2020-01-01T00:00:00Z")).Must(400)
                .Faults.Single());
    }

    /// <summary>D03, D04: an order has a date and a proof; one that ran over is raised, nothing more.</summary>
    [Fact]
    [Trait("Id", "D03 D04")]
    public async Task D03_D04_An_overdue_order_is_raised_for_decision_and_a_fulfilled_one_is_not()
    {
        var (late, kept) = (await world.OpenAsync(), await world.OpenAsync());
        await world.StepAsync(late, "rectification-order");
        var order = await world.StepAsync(kept, "rectification-order");
        var fulfilment = $"/v1/cases/{kept}/steps/{order["id"]}/fulfilment";
        (await world.Officer.PostAsync(fulfilment, new { })).Must(400);
        (await world.Officer.PostAsync(fulfilment, new { proof = new { title = "整改报告" } })).Must(200);
        Assert.Equal("step.not-fulfillable", (await world.Officer.PostAsync(
            fulfilment, new { proof = new { title = "again" } })).Must(409).Code);
        await world.Server.AdvanceAsync("P16D");
        var read = await world.ReadAsync(late);
        Assert.Equal(("overdue", true), (read["state"]!.GetValue<string>(), read["decisionDue"]!.GetValue<bool>()));
        Assert.Equal("overdue", read["steps"]![0]!["state"]!.GetValue<string>());
        Assert.Equal("order-overdue", read["history"]!.AsArray()[^1]!["act"]!.GetValue<string>());
        Assert.Single(read["steps"]!.AsArray());
        Assert.Equal("corrected", (await world.ReadAsync(kept))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_penalty_needs_a_filing_a_prior_notice_the_period_and_the_head()
    {
        var id = await world.OpenAsync();
        Assert.Equal(["filing", "prior-notice"],
            CaseWorld.Guards((await TryAsync(world.Officer, id, "penalty")).Must(409)));
        await world.StepAsync(id, "filing");
        Assert.Contains((await world.ReadAsync(id))["clocks"]!.AsArray(),
            c => c!["name"]!.GetValue<string>() == "decide-penalty");
        await world.StepAsync(id, "prior-notice");
        var refused = (await TryAsync(world.Officer, id, "penalty")).Must(409);
        Assert.Equal("step.guard-missing", refused.Code);
        Assert.Equal(("/kind", "guard.statement-period"), refused.Faults.Single());
        await world.Server.AdvanceAsync("P7D");
        var step = (await TryAsync(world.Officer, id, "penalty", amount: 1234.56m)).Must(201).Json;
        var approval = $"/v1/cases/{id}/steps/{step["id"]}/approval";
        Assert.Equal("head.required", (await world.Second.PostAsync(approval, new { })).Must(403).Code);
        (await world.Head.PostAsync(approval, new { })).Must(200);
        Assert.Equal("decided", (await world.ReadAsync(id))["state"]!.GetValue<string>());
        await world.StepAsync(id, "service");
        Assert.Equal("executing", (await world.ReadAsync(id))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_township_warns_and_talks_but_files_and_penalises_nothing()
    {
        var id = (await world.Township.PostAsync("/v1/cases", CaseWorld.Body())).Must(201).Json["id"]!
            .GetValue<string>();
        (await TryAsync(world.Township, id, "warning")).Must(201);
        Assert.Contains("level", CaseWorld.Guards((await TryAsync(world.Township, id, "penalty")).Must(409)));
        Assert.Equal(["level"], CaseWorld.Guards((await TryAsync(world.Township, id, "filing")).Must(409)));
    }

    [Fact]
    public async Task Of_two_equal_steps_at_once_one_is_taken()
    {
        var id = await world.OpenAsync();
        var answers = await Task.WhenAll(
            TryAsync(world.Officer, id, "rectification-order"), TryAsync(world.Second, id, "rectification-order"));
        Assert.Equal([201, 409], answers.Select(a => a.Status).Order());
        Assert.Equal("step.exists", answers.Single(a => a.Status == 409).Code);
    }

    /// <summary>D26, D38: clue notices, consultations, joint meetings and obstruction are records of a case.</summary>
    [Fact]
    [Trait("Id", "D26 D38")]
    public async Task D26_D38_Meetings_clue_notices_and_obstruction_are_recorded_and_change_no_state()
    {
        var id = await world.OpenAsync();
        foreach (var kind in new[] { "clue-notice", "consultation", "joint-meeting", "obstruction" })
            await world.StepAsync(id, kind);
        var read = await world.ReadAsync(id);
        Assert.Equal(4, read["steps"]!.AsArray().Count);
        Assert.Equal("accepted", read["state"]!.GetValue<string>());
    }
}
