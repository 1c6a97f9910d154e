using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

/// <summary>What an account says against a measure, and what follows.</summary>
public sealed class AccountAppealTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_upheld_appeal_lifts_the_measure_voids_its_strikes_and_is_told()
    {
        var (platform, claimant, action, notice) = await WarnedAsync("lifted.example", "CN-310101");
        var county = await server.RegulatorAsync("CN-310101");
        var path = $"/v1/account-actions/{action}/appeal";
        var appeal = (await platform.Api.PostAsync(path, new { text = "The account had a licence." })).Must(200).Json;
        Assert.Equal(("done", "pirate"), (appeal.Text("status"), appeal["account"].Text("id")));
        Assert.Equal([notice], appeal["noticeIds"]!.AsArray().Select(n => n!.GetValue<Guid>()));
        Assert.Equal(
            appeal.ToJsonString(), (await county.Api.GetAsync(path)).Must(200).Json.ToJsonString());

        var decision = new { outcome = "upheld", text = "The licence is genuine." };
        Assert.Equal((403, "person.required"), Fault(await platform.Api.PostAsync(path + "/decision", decision)));
        var officer = await server.OfficerAsync(platform);
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => officer.PostAsync(path + "/decision", decision)));
        Assert.Equal([200, 409, 409, 409], all.Select(a => a.Status).Order());
        Assert.Equal("lifted", all.Single(a => a.Status == 200).Json.Text("status"));
        Assert.Equal("lifted", Assert.Single((await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items)!
            .Text("status"));
        var told = (await claimant.FeedAsync())[^1];
        Assert.Equal(
            ("account-appeal-decided", notice, "upheld", "account-warned"),
            (told.Text("type"), told.Id("noticeId"), told["reason"].Text("code"), told.Text("measure")));

        // The strike is gone: the next one is the first again.
        await StrikeAsync(platform, claimant, "https://lifted.example/2");
        var actions = (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items;
        Assert.Equal(
            ["account-warned 1", "account-warned 1"],
            actions.Select(a => $"{a!.Text("measure")} {a.Long("strikes")}"));
        // A withdrawal of the notice takes nothing else away.
        (await claimant.Api.PostAsync($"/v1/notices/{notice}/withdrawal", new { reason = "error" })).Must(200);
        await StrikeAsync(platform, claimant, "https://lifted.example/3");
        Assert.Equal("account-limited", (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items[^1]!
            .Text("measure"));
    }

    [Fact]
    public async Task A_dismissed_appeal_changes_nothing_and_there_is_one()
    {
        var (platform, claimant, action, _) = await WarnedAsync("kept.example", "CN-310104");
        var path = $"/v1/account-actions/{action}/appeal";
        (await platform.Api.PostAsync(path, new { text = "Not me." })).Must(200);
        Assert.Equal((409, "account-appeal.filed"), Fault(await platform.Api.PostAsync(path, new { text = "Again." })));
        var officer = await server.OfficerAsync(platform);
        (await officer.PostAsync(path + "/decision", new { outcome = "dismissed", text = "It was." })).Must(200);
        Assert.Equal(
            (409, "account-appeal.decided"),
            Fault(await officer.PostAsync(path + "/decision", new { outcome = "upheld", text = "x" })));
        await StrikeAsync(platform, claimant, "https://kept.example/2");
        Assert.Equal(
            ["done", "requested"],
            (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items.Select(a => a!.Text("status")));
    }

    [Fact]
    public async Task What_was_not_taken_is_over_or_belongs_to_others_cannot_be_appealed()
    {
        var (platform, claimant, late, _) = await WarnedAsync("bad-appeal.example", "CN-310105");
        var officer = await server.OfficerAsync(platform);
        var path = $"/v1/account-actions/{late}/appeal";
        Assert.Equal((409, "account-appeal.none"), Fault(await officer.PostAsync(path + "/decision", new
        {
            outcome = "upheld", text = "x",
        })));
        Assert.Equal(404, (await platform.Api.GetAsync(path)).Status);
        await StrikeAsync(platform, claimant, "https://bad-appeal.example/2");
        var open = (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items[^1]!.Id("id");
        Assert.Equal((409, "account-appeal.no-measure"), Fault(await platform.Api.PostAsync(
            $"/v1/account-actions/{open}/appeal", new { text = "x" })));

        var (other, _, foreign, _) = await WarnedAsync("other-appeal.example", "CN-110101");
        Assert.Equal(404, (await platform.Api.PostAsync(
            $"/v1/account-actions/{foreign}/appeal", new { text = "x" })).Status);
        (await other.Api.PostAsync($"/v1/account-actions/{foreign}/appeal", new { text = "x" })).Must(200);
        Assert.Equal(404, (await platform.Api.GetAsync($"/v1/account-actions/{foreign}/appeal")).Status);
        Assert.Equal(404, (await officer.PostAsync($"/v1/account-actions/{foreign}/appeal/decision", new
        {
            outcome = "upheld", text = "x",
        })).Status);
        var county = await server.RegulatorAsync("CN-310105");
        Assert.Equal(404, (await county.Api.GetAsync($"/v1/account-actions/{foreign}/appeal")).Status);
        Assert.Equal(403, (await claimant.Api.GetAsync($"/v1/account-actions/{foreign}/appeal")).Status);

        Assert.Equal(["/text field.required"], (await platform.Api.PostAsync(path, new { })).Must(400).Faults
            .Select(f => $"{f.Pointer} {f.Code}"));
        Assert.Equal(
            ["/outcome field.required", "/text field.required"],
            (await officer.PostAsync(path + "/decision", new { })).Must(400).Faults
                .Select(f => $"{f.Pointer} {f.Code}"));
        await server.AdvanceAsync("P185D");
        Assert.Equal((409, "account-appeal.too-late"), Fault(await platform.Api.PostAsync(path, new { text = "x" })));
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Action, Guid Notice)> WarnedAsync(
        string host, string region)
    {
        var platform = await server.PlatformAsync(host, new { region });
        var claimant = await server.ClaimantAsync();
        var notice = await StrikeAsync(platform, claimant, $"https://{host}/1");
        var action = Assert.Single((await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items)!.Id("id");
        (await platform.Api.PostAsync("/v1/account-actions/responses", new
        {
            responses = new[] { new { id = action, response = "action-taken" } },
        })).Must(200);
        return (platform, claimant, action, notice);
    }

    private static async Task<Guid> StrikeAsync(Organisation platform, Organisation claimant, string url)
    {
        var id = await claimant.DeliverAsync(platform, Sample.Notice(url));
        Assert.Equal("applied", await platform.RemoveAsync(id, "pirate"));
        return id;
    }

    private static (int, string?) Fault(Answer answer) => (answer.Status, answer.Code);
}
