using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Mediations;

/// <summary>A refusal before a mediating body, begun by either side.</summary>
public sealed class MediationTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_agreed_measure_has_to_be_taken_in_time_and_everybody_concerned_reads_it()
    {
        var regulator = await server.RegulatorAsync("CN-533123");
        var elsewhere = await server.RegulatorAsync("CN-110000");
        var (platform, claimant, id) = await RefusedAsync("agreed.example");
        var filed = (await claimant.MediateAsync(id)).Must(200).Json;
        Assert.Equal(("rejected", "claimant"), (filed.Text("state"), filed.Text("filedBy")));
        var path = $"/v1/notices/{id}/mediation";
        foreach (var reader in new[] { claimant, platform, regulator })
            Assert.Equal(filed.ToJsonString(), (await reader.Api.GetAsync(path)).Must(200).Json.ToJsonString());
        foreach (var stranger in new[] { elsewhere, await server.ClaimantAsync() })
            Assert.Equal(404, (await stranger.Api.GetAsync(path)).Status);
        Assert.Equal((409, "mediation.filed"), Fault(await platform.MediateAsync(id)));

        var ended = (await platform.EndMediationAsync(id, "measure-agreed")).Must(200).Json;
        Assert.Equal(
            ("disputed", "measure-agreed", "platform"),
            (ended.Text("state"), ended.Text("outcome"), ended.Text("endedBy")));
        Assert.Null(ended["due"]);
        var entry = (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items[^1]!;
        Assert.Equal(
            ("mediation-ended", "platform", "review", "measure-agreed"),
            (entry.Text("type"), entry.Text("by"), entry.Text("deadline"), entry["reason"].Text("code")));
        Assert.Equal("licensed", (await claimant.NoticeAsync(id))["reason"].Text("code"));
        // The same claim again is the same claim, because the notice is open again.
        var again = (await claimant.SubmitAsync(Sample.Notice("https://agreed.example/1"))).Json["results"]![0]!;
        Assert.Equal(("duplicate", id), (again.Text("status"), again.Id("noticeId")));
        Assert.Equal(["mediation-filed", "mediation-ended"], (await claimant.FeedAsync())
            .Select(e => e.Text("type")).Where(t => t.StartsWith("mediation", StringComparison.Ordinal)));

        // Taken in time, or escalated.
        await server.AdvanceAsync("P8D");
        Assert.Equal("escalated", await claimant.StateAsync(id));
        Assert.Equal("review", (await regulator.Api.GetAsync("/v1/escalations?status=open")).Must(200).Items
            .Single(e => e!["noticeId"]?.GetValue<Guid>() == id).Text("deadline"));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("removed", await claimant.StateAsync(id));
    }

    [Fact]
    public async Task A_claim_that_is_given_up_is_closed_and_only_by_its_claimant()
    {
        var (platform, claimant, id) = await RefusedAsync("given-up.example");
        (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/dispute", new { explanation = "The licence ended in 2023." })).Must(200);
        Assert.Equal("platform", (await platform.MediateAsync(id)).Must(200).Json.Text("filedBy"));
        Assert.Equal((409, "mediation.claimants-own"), Fault(await platform.EndMediationAsync(id, "claim-given-up")));
        (await claimant.EndMediationAsync(id, "claim-given-up")).Must(200);
        Assert.Equal("closed", await claimant.StateAsync(id));
        Assert.Equal((409, "mediation.over"), Fault(await claimant.EndMediationAsync(id, "failed")));
        // The time to decide again is over too: nothing is due any more.
        await server.AdvanceAsync("P30D");
        Assert.Equal("closed", await claimant.StateAsync(id));
        Assert.DoesNotContain("escalated", await claimant.TimelineAsync(id));
    }

    [Fact]
    public async Task Without_an_agreement_everything_is_as_before()
    {
        var (platform, claimant, failed) = await RefusedAsync("failed.example");
        (await platform.MediateAsync(failed)).Must(200);
        Assert.Equal("failed", (await claimant.EndMediationAsync(failed, "failed")).Must(200).Json.Text("outcome"));
        Assert.Equal("rejected", await claimant.StateAsync(failed));
        Assert.Equal((409, "mediation.filed"), Fault(await claimant.MediateAsync(failed)));
        (await claimant.Api.PostAsync(
            $"/v1/notices/{failed}/dispute", new { explanation = "The licence ended in 2023." })).Must(200);

        var (_, other, lapsed) = await RefusedAsync("lapsed.example");
        (await other.MediateAsync(lapsed)).Must(200);
        await server.AdvanceAsync("P91D");
        var view = (await other.Api.GetAsync($"/v1/notices/{lapsed}/mediation")).Must(200).Json;
        Assert.Null(view["due"] ?? view["outcome"]);
        Assert.Equal("rejected", view.Text("state"));
        Assert.Equal("mediation-ended", (await other.TimelineAsync(lapsed))[^1]);
        Assert.Equal((409, "mediation.over"), Fault(await other.EndMediationAsync(lapsed, "measure-agreed")));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_and_changes_nothing()
    {
        var (platform, claimant, id) = await RefusedAsync("wrong-mediation.example");
        var before = await claimant.PrintAsync(id);
        var (path, notice) = ($"/v1/notices/{id}/mediation", await claimant.NoticeAsync(id));
        Assert.Equal(404, (await (await server.ClaimantAsync()).Api.PostAsync(path, Mediating.Of(notice))).Status);
        var other = await server.PlatformAsync("other-mediation.example");
        Assert.Equal(404, (await other.Api.PostAsync(path, Mediating.Of(notice))).Status);
        Assert.Equal(404, (await claimant.Api.GetAsync(path)).Status);
        Assert.Equal((409, "mediation.none"), Fault(await claimant.EndMediationAsync(id, "failed")));
        Assert.Equal(
            ["/body field.required", "/document field.required", "/filedAt field.required"],
            (await platform.Api.PostAsync(path, new { })).Must(400).Faults
                .Select(f => $"{f.Pointer} {f.Code}").Order());
        foreach (var filedAt in new[] { notice.Time("acceptedAt").AddDays(-1), notice.Time("acceptedAt").AddDays(400) })
        {
            Assert.Equal(["/filedAt at.out-of-range"], (await platform.Api.PostAsync(path, new
            {
                body = "Association", filedAt, document = new { sha256 = Sample.Sha256 },
            })).Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
        }
        Assert.Equal(before, await claimant.PrintAsync(id));

        (await claimant.MediateAsync(id)).Must(200);
        var mediated = await claimant.PrintAsync(id);
        Assert.Equal(["/outcome field.required"], (await claimant.Api.PostAsync($"{path}-outcome", new
        {
            document = new { sha256 = Sample.Sha256 },
        })).Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
        Assert.Equal(["/document field.required"], (await claimant.Api.PostAsync(
            $"{path}-outcome", new { outcome = "measure-agreed" })).Must(400).Faults
            .Select(f => $"{f.Pointer} {f.Code}"));
        Assert.Equal(["/endedAt at.out-of-range"], (await claimant.Api.PostAsync($"{path}-outcome", new
        {
            outcome = "failed", endedAt = notice.Time("deliveredAt").AddDays(-1),
        })).Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
        Assert.Equal(mediated, await claimant.PrintAsync(id));

        var open = await claimant.DeliverAsync(platform, Sample.Notice("https://wrong-mediation.example/2"));
        Assert.Equal((409, "transition.not-allowed"), Fault(await claimant.MediateAsync(open)));
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> RefusedAsync(string host)
    {
        var (platform, claimant, id) = await server.DeliveredAsync(host);
        Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: new { code = "licensed" }));
        return (platform, claimant, id);
    }

    private static (int, string) Fault(Answer answer) => (answer.Status, answer.Json.Text("code"));
}
