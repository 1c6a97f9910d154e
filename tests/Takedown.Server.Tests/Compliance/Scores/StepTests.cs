using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Compliance.Scores;

/// <summary>Steps against senders by a person, and the rule about their tier.</summary>
public sealed class StepTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_sender_is_warned_lowered_suspended_and_lifted_each_time_with_a_reason_that_it_reads()
    {
        var platform = await server.PlatformAsync("steps-sender.example");
        var claimant = await server.ClaimantAsync(more: new { tier = "green" });
        var (person, path) = (await PersonAsync(), $"/v1/senders/{claimant.Id}/steps");
        Assert.Equal((409, "sender.warn-first"), Fault(await person.PostAsync(path, Step("lower"))));
        Assert.Equal((409, "sender.no-step"), Fault(await person.PostAsync(path, Step("lift"))));
        Assert.Equal((403, "person.required"), Fault(await server.Operator.PostAsync(path, Step("warn"))));

        (await person.PostAsync(path, Step("warn"))).Must(200);
        Assert.Equal((409, "sender.warned"), Fault(await person.PostAsync(path, Step("warn"))));
        Assert.Equal("green", await TierAsync(claimant, platform, 1));
        (await person.PostAsync(path, Step("lower"))).Must(200);
        Assert.Equal("ordinary", await TierAsync(claimant, platform, 2));
        var until = (await server.NowAsync()).AddDays(3);
        (await person.PostAsync(path, Step("suspend", until))).Must(200);

        var refused = await claimant.Api.PostAsync("/v1/batches", new
        {
            notices = new[] { Sample.Notice("https://steps-sender.example/3") },
        });
        Assert.Equal((403, "sender.suspended"), Fault(refused));
        Assert.Contains("Most of your notices name other works.", refused.Json.Text("title"), StringComparison.Ordinal);
        // It may still look before it sends, and what it sent goes on.
        (await claimant.Api.PostAsync("/v1/batches?dryRun=true", new
        {
            notices = new[] { Sample.Notice("https://steps-sender.example/3") },
        })).Must(202);
        var standing = (await claimant.Api.GetAsync($"/v1/accountability/claimants/{claimant.Id}")).Must(200).Json;
        Assert.Equal(("green", "ordinary"), (standing.Text("tier"), standing.Text("tierInForce")));
        Assert.Equal(until, standing["standing"]!["suspended"].Time("until"), TimeSpan.FromMilliseconds(1));
        Assert.Equal("low-precision", standing["standing"]!["warning"].Text("reason"));

        await server.AdvanceAsync("P4D");
        Assert.Equal("ordinary", await TierAsync(claimant, platform, 4));
        (await person.PostAsync(path, Step("lift"))).Must(200);
        Assert.Equal("green", await TierAsync(claimant, platform, 5));
        var changes = (await claimant.Api.GetAsync(path)).Must(200).Items;
        Assert.Equal(["warned", "lowered", "suspended", "lifted"], changes.Select(c => c!.Text("change")));
        Assert.All(changes, c => Assert.StartsWith("officer of", c!.Text("person"), StringComparison.Ordinal));
        Assert.Equal(
            ["sender-warned", "sender-lowered", "sender-suspended", "sender-lifted"],
            (await claimant.FeedAsync()).Where(e => e["noticeId"] is null).Select(e => e.Text("type")));
        Assert.Equal(4, (await server.Operator.GetAsync($"/v1/audit?object={claimant.Id}&act=sender.step&limit=1000"))
            .Must(200).Items.Count);
        Assert.Equal(404, (await (await server.ClaimantAsync()).Api.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("""{"reason":"repetition","text":"x"}""", "/step field.required")]
    [InlineData("""{"step":"warn","text":"x"}""", "/reason field.required")]
    [InlineData("""{"step":"warn","reason":"repetition"}""", "/text field.required")]
    [InlineData("""{"step":"suspend","reason":"repetition","text":"x"}""", "/until field.required")]
    [InlineData("""{"step":"suspend","reason":"repetition","text":"x","until":"2020-01-01T00:00:00Z"}""",
        "/until value.out-of-range")]
    [InlineData("""{"step":"warn","reason":"repetition","text":"x","until":"2099-01-01T00:00:00Z"}""",
        "/until step.until-not-here")]
    [InlineData("""{"step":"warn","reason":"volume","text":"x"}""", "/reason value.unknown")]
    public async Task A_step_needs_a_reason_and_the_number_of_notices_is_none(string body, string fault)
    {
        var path = $"/v1/senders/{(await server.ClaimantAsync()).Id}/steps";
        var answer = (await server.Operator.SendAsync(HttpMethod.Post, path, body, Bodies.Json)).Must(400);
        Assert.Equal([fault], answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    [Fact]
    public async Task Only_claimants_get_steps()
    {
        var (person, platform) = (await PersonAsync(), await server.PlatformAsync(Bodies.NewHost()));
        foreach (var id in new[] { platform.Id, NewId.Next() })
        {
            Assert.Equal(404, (await person.PostAsync($"/v1/senders/{id}/steps", Step("warn"))).Status);
            Assert.Equal(404, (await server.Operator.GetAsync($"/v1/senders/{id}/steps")).Status);
        }
    }

    /// <summary>不得对批量投诉等设置不合理限制: bulk itself is never a reason (A13).</summary>
    [Fact]
    public async Task A_million_good_notices_lower_nothing()
    {
        var (claimant, platform) = await CountedAsync("million.example", removed: 1_000_000, refused: 0);
        await server.AdvanceAsync("PT1H");
        var score = await ScoreAsync(claimant);
        Assert.Equal((1_000_000, "green"), (score.Long("n"), score.Text("tierInForce")));
        Assert.Null(score["standing"]);
        Assert.Equal("green", await TierAsync(claimant, platform, 1));
        Assert.Empty((await claimant.Api.GetAsync($"/v1/senders/{claimant.Id}/steps")).Must(200).Items);
    }

    [Fact]
    public async Task The_rule_lowers_a_tier_for_wrong_notices_tells_it_and_gives_it_back()
    {
        var (claimant, platform) = await CountedAsync("rule.example", removed: 90, refused: 110);
        await server.AdvanceAsync("PT1H");
        var score = await ScoreAsync(claimant);
        Assert.Equal(("green", "ordinary"), (score.Text("tier"), score.Text("tierInForce")));
        Assert.Equal((0.45, 200), (score["standing"]!["byRule"]!["precision"]!.GetValue<double>(),
            score["standing"]!["byRule"].Long("n")));
        Assert.Equal("ordinary", await TierAsync(claimant, platform, 1));
        // Told once.
        await server.AdvanceAsync("PT1H");
        // Better, but not good enough to come back.
        await CountAsync(claimant, platform, removed: 60, refused: 0);
        await server.AdvanceAsync("PT1H");
        Assert.Equal("ordinary", (await ScoreAsync(claimant)).Text("tierInForce"));
        await CountAsync(claimant, platform, removed: 200, refused: 0);
        await server.AdvanceAsync("PT1H");
        Assert.Equal("green", await TierAsync(claimant, platform, 2));
        Assert.Equal(
            ["tier-lowered", "tier-restored"],
            (await claimant.FeedAsync()).Where(e => e["noticeId"] is null).Select(e => e.Text("type")));
        Assert.Equal(
            ["lowered-by-rule", "restored-by-rule"],
            (await claimant.Api.GetAsync($"/v1/senders/{claimant.Id}/steps")).Must(200).Items
                .Select(c => c!.Text("change")));
        Assert.Equal(2, (await server.Operator.GetAsync($"/v1/audit?object={claimant.Id}&act=tier.rule&limit=1000"))
            .Must(200).Items.Count);
    }

    [Fact]
    public async Task The_rule_is_data_of_the_server()
    {
        var limits = (await server.Operator.GetAsync("/v1/limits")).Must(200).Json["tierRule"]!;
        Assert.Equal((0.5, 0.6, 200, 90), (limits["below"]!.GetValue<double>(), limits["back"]!.GetValue<double>(),
            limits.Long("over"), limits.Long("days")));
        Assert.Equal(0.9, (await server.Operator.PutAsync("/v1/limits", new { tierRule = new { below = 0.9 } }))
            .Must(200).Json["tierRule"]!["back"]!.GetValue<double>());
        (await server.Operator.PutAsync("/v1/limits", new { })).Must(200);
        foreach (var (rule, fault) in new (object, string)[]
        {
            (new { below = 1.5 }, "/tierRule/below value.out-of-range"),
            (new { below = 0.8, back = 0.7 }, "/tierRule/back value.out-of-range"),
            (new { over = 5 }, "/tierRule/over value.out-of-range"),
            (new { days = 0 }, "/tierRule/days value.out-of-range"),
        })
        {
            Assert.Equal([fault], (await server.Operator.PutAsync("/v1/limits", new { tierRule = rule })).Must(400)
                .Faults.Select(f => $"{f.Pointer} {f.Code}"));
        }
        var claimant = await server.ClaimantAsync();
        Assert.Equal(["/tierRule limit.server-wide"], (await server.Operator.PutAsync(
            $"/v1/organisations/{claimant.Id}/limits", new { tierRule = new { over = 300 } })).Must(400).Faults
            .Select(f => $"{f.Pointer} {f.Code}"));
    }

    private static object Step(string step, DateTimeOffset? until = null) => until is null
        ? new { step, reason = "low-precision", text = "Most of your notices name other works." }
        : new { step, reason = "low-precision", text = "Most of your notices name other works.", until };

    private async Task<Api> PersonAsync()
    {
        var id = (await server.Operator.GetAsync("/v1/me")).Must(200).Json["organisation"].Id("id");
        return await server.OfficerAsync(new(id, "", Guid.Empty, server.Operator, new JsonObject()));
    }

    private static async Task<string> TierAsync(Organisation claimant, Organisation platform, int i)
    {
        var host = platform.Registered["hosts"]![0]!.GetValue<string>();
        return (await claimant.NoticeAsync(
            await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/{i}")))).Text("tier");
    }

    private static async Task<JsonNode> ScoreAsync(Organisation claimant) =>
        (await claimant.Api.GetAsync($"/v1/accountability/claimants/{claimant.Id}")).Must(200).Json;

    /// <summary>A green claimant with answers as they would be counted.</summary>
    private async Task<(Organisation Claimant, Organisation Platform)> CountedAsync(
        string host, long removed, long refused)
    {
        var platform = await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync(more: new { tier = "green" });
        await CountAsync(claimant, platform, removed, refused);
        return (claimant, platform);
    }

    private async Task CountAsync(Organisation claimant, Organisation platform, long removed, long refused)
    {
        var hour = (await server.NowAsync()).ToUnixTimeSeconds() / 3600;
        await server.Services.GetRequiredService<Database>().WriteAsync(s => s.ExecuteAsync(
            """
            INSERT INTO compliance_notifiers (platform_id, claimant_id, hour, accepted, removed, rejected)
            VALUES (@platform, @claimant, @hour, @removed + @refused, @removed, @refused)
            ON CONFLICT (platform_id, claimant_id, hour) DO UPDATE SET
                removed = compliance_notifiers.removed + excluded.removed,
                rejected = compliance_notifiers.rejected + excluded.rejected
            """,
            new { platform = platform.Id, claimant = claimant.Id, hour, removed, refused }));
    }

    private static (int, string?) Fault(Answer answer) => (answer.Status, answer.Code);
}
