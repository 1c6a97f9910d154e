using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Compliance.Scores;

/// <summary>The scores of both sides, the notices behind them, and who reads them.</summary>
public sealed class ScoreTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_claimant_reads_its_score_and_the_notices_behind_each_part()
    {
        var (platform, claimant) = (await server.PlatformAsync("scored.example"), await server.ClaimantAsync());
        var removed = await claimant.DeliverAsync(platform, Sample.Notice("https://scored.example/1"));
        var refused = await claimant.DeliverAsync(platform, Sample.Notice("https://scored.example/2"));
        var reversed = await claimant.DeliverAsync(platform, Sample.Notice("https://scored.example/3"));
        var open = await claimant.DeliverAsync(platform, Sample.Notice("https://scored.example/4"));
        await claimant.SubmitAsync(Sample.Notice("https://scored.example/4"));
        foreach (var id in new[] { removed, reversed }) await platform.SayAsync(id, "action-taken", "removed");
        await platform.SayAsync(refused, "rejected", reason: new { code = "licensed" });
        (await claimant.Api.PostAsync($"/v1/notices/{reversed}/withdrawal", new { reason = "error" })).Must(200);

        var score = (await claimant.Api.GetAsync($"/v1/accountability/claimants/{claimant.Id}")).Must(200).Json;
        Assert.Equal(
            (4, 3, 2, 1, 1, 1),
            (score.Long("accepted"), score.Long("n"), score.Long("removed"), score.Long("refused"),
                score.Long("reversed"), score.Long("duplicates")));
        Assert.Equal((0.667, 0.5, 0.2), (Rate(score, "precision"), Rate(score, "reversedRate"),
            Rate(score, "duplicateRate")));
        Assert.True(score["smallN"]!.GetValue<bool>());
        Assert.Null(score["standing"]);
        Assert.Equal(
            claimant.Id, Assert.Single((await claimant.Api.GetAsync("/v1/accountability/claimants")).Must(200).Items)
                .Id("claimantId"));

        var behind = Assert.Single(await BehindAsync(claimant, "claimants", claimant.Id, "refused"))!;
        Assert.Equal(
            (refused, "rejected", "licensed"),
            (behind.Id("noticeId"), behind.Text("state"), behind["reason"].Text("code")));
        Assert.Equal([reversed], (await BehindAsync(claimant, "claimants", claimant.Id, "reversed"))
            .Select(n => n!.Id("noticeId")));
        var again = Assert.Single(await BehindAsync(claimant, "claimants", claimant.Id, "duplicate"))!;
        Assert.Equal((open, 0), (again.Id("noticeId"), again.Long("index")));
    }

    [Fact]
    public async Task A_platform_reads_what_it_did_late_at_the_last_minute_and_wrongly()
    {
        var platform = await server.PlatformAsync("conduct.example");
        var claimant = await server.ClaimantAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
            ids.Add(await claimant.DeliverAsync(platform, Sample.Notice($"https://conduct.example/{i}")));
        var due = (await claimant.NoticeAsync(ids[0]))["deadlines"].Time("act");
        await platform.SayAsync(ids[0], "rejected", reason: new { code = "licensed" });
        (await claimant.Api.PostAsync(
            $"/v1/notices/{ids[0]}/dispute", new { explanation = "The licence ended in 2023." })).Must(200);
        await platform.SayAsync(ids[0], "action-taken", "removed");
        var left = due - await server.NowAsync();
        await server.AdvanceAsync($"PT{(int)left.TotalMinutes - 10}M");
        await platform.SayAsync(ids[1], "action-taken", "removed");
        await server.AdvanceAsync("PT1H");
        await platform.SayAsync(ids[2], "action-taken", "removed");
        (await claimant.Api.PostAsync("/v1/platform-limits", new
        {
            platformId = platform.Id, channel = "form", limit = 10, per = "day", at = await server.NowAsync(),
        })).Must(201);

        var score = (await platform.Api.GetAsync($"/v1/accountability/platforms/{platform.Id}")).Must(200).Json;
        Assert.Equal(
            (4, 2, 2, 1, 1, 1, 1),
            (score.Long("n"), score.Long("onTime"), score.Long("late"), score.Long("lastMinute"),
                score.Long("overturned"), score.Long("observedLimits"), score.Long("observedLimitsUnanswered")));
        Assert.Equal((0.5, 0.5, 1), (Rate(score, "lateRate"), Rate(score, "lastMinuteRate"),
            Rate(score, "overturnRate")));
        foreach (var (part, expected) in new (string, Guid[])[]
        {
            ("late", [ids[3], ids[2]]), ("last-minute", [ids[1]]), ("overturned", [ids[0]]),
        })
        {
            Assert.Equal(expected, (await BehindAsync(platform, "platforms", platform.Id, part))
                .Select(n => n!.Id("noticeId")));
        }
        // In pages, each of which goes on after the last one.
        var path = $"/v1/accountability/platforms/{platform.Id}/notices?part=late&limit=1";
        var first = (await platform.Api.GetAsync(path)).Must(200).Json;
        var second = (await platform.Api.GetAsync($"{path}&after={first["next"]}")).Must(200).Json;
        Assert.Equal(ids[3], first["items"]![0].Id("noticeId"));
        Assert.Equal(ids[2], second["items"]![0].Id("noticeId"));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task A_refusal_that_became_a_measure_is_behind_the_figure_however_it_came_to_it()
    {
        var platform = await server.PlatformAsync("however.example");
        var claimant = await server.ClaimantAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await claimant.DeliverAsync(platform, Sample.Notice($"https://however.example/{i}")));
            await platform.SayAsync(ids[i], "rejected", reason: new { code = "licensed" });
        }
        // By itself, after a dispute, by itself a day later; and one that stays a refusal.
        await platform.SayAsync(ids[0], "action-taken", "removed");
        (await claimant.Api.PostAsync(
            $"/v1/notices/{ids[1]}/dispute", new { explanation = "The licence ended in 2023." })).Must(200);
        await platform.SayAsync(ids[1], "action-taken", "removed");
        await server.AdvanceAsync("P1D");
        await platform.SayAsync(ids[2], "action-taken", "removed");
        Assert.Equal([ids[2], ids[1], ids[0]], (await BehindAsync(platform, "platforms", platform.Id, "overturned"))
            .Select(n => n!.Id("noticeId")));
        Assert.Equal(3, (await platform.Api.GetAsync($"/v1/accountability/platforms/{platform.Id}")).Must(200).Json
            .Long("overturned"));
    }

    [Fact]
    public async Task Others_read_nothing_and_regulators_what_is_in_their_place()
    {
        var platform = await server.PlatformAsync("walls.example", new { region = "CN-440305" });
        var (claimant, other) = (await server.ClaimantAsync(), await server.ClaimantAsync());
        var refused = await claimant.DeliverAsync(platform, Sample.Notice("https://walls.example/1"));
        await platform.SayAsync(refused, "rejected", reason: new { code = "licensed" });
        var near = await server.RegulatorAsync("CN-440300");
        var far = await server.RegulatorAsync("CN-110000");
        var police = await server.RegulatorAsync("CN-440305", "police");
        var score = $"/v1/accountability/claimants/{claimant.Id}";

        Assert.Equal(1, (await near.Api.GetAsync(score)).Must(200).Json.Long("refused"));
        Assert.Equal([refused], (await near.Api.GetAsync(score + "/notices?part=refused")).Must(200).Items
            .Select(n => n!.Id("noticeId")));
        // Figures of all functions, notices of the own ones, as everywhere.
        (await police.Api.GetAsync(score)).Must(200);
        Assert.Empty((await police.Api.GetAsync(score + "/notices?part=refused")).Must(200).Items);
        Assert.Equal(404, (await far.Api.GetAsync(score)).Status);
        Assert.DoesNotContain((await far.Api.GetAsync("/v1/accountability/claimants?limit=1000")).Must(200).Items,
            s => s!.Id("claimantId") == claimant.Id);
        Assert.Equal(404, (await far.Api.GetAsync($"/v1/accountability/platforms/{platform.Id}")).Status);
        Assert.Equal(404, (await other.Api.GetAsync(score)).Status);
        Assert.Equal(404, (await other.Api.GetAsync(score + "/notices?part=refused")).Status);
        Assert.Equal(404, (await server.Operator.GetAsync(
            $"/v1/accountability/claimants/{platform.Id}")).Status);
        // Neither side reads the other.
        Assert.Equal(403, (await platform.Api.GetAsync(score)).Status);
        Assert.Equal(403, (await claimant.Api.GetAsync($"/v1/accountability/platforms/{platform.Id}")).Status);
    }

    [Theory]
    [InlineData("claimants", "part=late", "?part value.unknown")]
    [InlineData("claimants", "part=bulk", "?part value.unknown")]
    [InlineData("claimants", "part=duplicate&after=x", "?after cursor.invalid")]
    [InlineData("claimants", "after=x", "?after cursor.invalid")]
    [InlineData("platforms", "part=refused", "?part value.unknown")]
    [InlineData("platforms", "after=x", "?after cursor.invalid")]
    public async Task Bad_questions_are_refused(string side, string query, string fault)
    {
        var id = side == "claimants" ? (await server.ClaimantAsync()).Id
            : (await server.PlatformAsync(Bodies.NewHost())).Id;
        var answer = (await server.Operator.GetAsync($"/v1/accountability/{side}/{id}/notices?{query}")).Must(400);
        Assert.Equal([fault], answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    private static async Task<JsonArray> BehindAsync(Organisation reader, string side, Guid id, string part) =>
        (await reader.Api.GetAsync($"/v1/accountability/{side}/{id}/notices?part={part}")).Must(200).Items;

    private static double Rate(JsonNode score, string name) => Math.Round(score[name]!.GetValue<double>(), 3);
}
