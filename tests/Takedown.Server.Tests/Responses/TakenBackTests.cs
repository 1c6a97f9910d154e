using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Responses;

/// <summary>A platform turns its own measure into a refusal, by a response that is marked as a correction.</summary>
public sealed class TakenBackTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Licensed = new { code = "licensed" };

    [Fact]
    public async Task A_marked_refusal_takes_the_measure_back_and_repetitions_change_nothing()
    {
        var county = await server.RegulatorAsync("CN-110105");
        var (platform, claimant, id) = await server.DeliveredAsync(
            "reverse.example", new { region = "CN-110105" });
        var at = await server.NowAsync();
        object removal = new
        {
            noticeId = id, response = "action-taken", measure = "removed", account = new { id = "pirate" }, at,
        };
        object refusal = new { noticeId = id, response = "rejected", reason = Licensed, corrects = true, at };
        Assert.Equal("applied", await SayAsync(platform, removal));
        Assert.Equal(
            "refused transition.not-allowed", await SayAsync(platform, new
            {
                noticeId = id, response = "rejected", reason = Licensed,
            }));
        Assert.Equal("applied", await SayAsync(platform, refusal));
        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("rejected", null, "met"), (notice.Text("state"), notice["measure"], notice["sla"].Text("status")));
        var entry = (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items[^1]!;
        Assert.Equal(("rejected", "removed"), (entry.Text("type"), entry.Text("corrects")));
        Assert.Equal((0, 1), await CountsAsync(county));

        // The first answer and the correction arrive again.
        var before = await claimant.PrintAsync(id);
        Assert.Equal("refused corrects.required", await SayAsync(platform, removal));
        Assert.Equal("unchanged", await SayAsync(platform, refusal));
        Assert.Equal(before, await claimant.PrintAsync(id));

        // It changes its mind once more, and the former correction arrives again.
        Assert.Equal("applied", await SayAsync(platform, new
        {
            noticeId = id, response = "action-taken", measure = "blocked", corrects = true,
        }));
        Assert.Equal("refused corrects.repeated", await SayAsync(platform, refusal));
        Assert.Equal("removed", await claimant.StateAsync(id));
        Assert.Equal(
            ["action-taken", "rejected", "action-taken"], (await claimant.TimelineAsync(id)).TakeLast(3));
        Assert.Equal((1, 0), await CountsAsync(county));
    }

    [Fact]
    public async Task The_strike_is_void_and_the_claimant_has_its_time_to_dispute()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("void.example");
        await platform.RemoveAsync(id, "pirate");
        await server.AdvanceAsync("P30D");
        Assert.Equal("applied", await SayAsync(platform, new
        {
            noticeId = id, response = "rejected", reason = Licensed, corrects = true,
        }));
        var second = await claimant.DeliverAsync(platform, Sample.Notice("https://void.example/2"));
        await platform.RemoveAsync(second, "pirate");
        Assert.All(
            (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items,
            action => Assert.Equal(1, action!.Long("strikes")));
        (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/dispute", new { explanation = "The licence ended in 2023." })).Must(200);
        // A removal of before that arrives now decides nothing; the second refusal is final.
        Assert.Equal("refused corrects.required", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("disputed", await claimant.StateAsync(id));
        Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: Licensed));
        Assert.Equal("escalated", (await claimant.TimelineAsync(id))[^1]);
    }

    [Fact]
    public async Task The_mark_belongs_to_answers()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("mark.example");
        Assert.Equal("refused corrects.not-here", await SayAsync(
            platform, new { noticeId = id, response = "acknowledged", corrects = true }));
        // Nothing was answered yet: it is an answer like another.
        Assert.Equal("applied", await SayAsync(
            platform, new { noticeId = id, response = "rejected", reason = Licensed, corrects = true }));
        Assert.Equal("rejected", await claimant.StateAsync(id));
    }

    private static async Task<string> SayAsync(Organisation platform, object response)
    {
        var result = (await platform.RespondAsync(response))[0]!;
        return result["code"] is { } code ? $"{result["status"]} {code}" : result.Text("status");
    }

    private static async Task<(long Removed, long Rejected)> CountsAsync(Organisation county)
    {
        var overview = (await county.Api.GetAsync("/v1/compliance/overview")).Must(200).Json;
        return (overview.Long("removed"), overview.Long("rejected"));
    }
}
