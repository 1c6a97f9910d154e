using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.EndToEnd;

/// <summary>The main job, end to end.</summary>
public sealed class MainRoadTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_notice_travels_to_its_platform_is_answered_and_counted()
    {
        var platform = await server.PlatformAsync("road.example");
        var claimant = await server.ClaimantAsync();
        var regulator = await server.RegulatorAsync("CN-530000");

        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://road.example/v/1"));
        Assert.Equal("applied", await platform.SayAsync(id, "acknowledged"));
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal("removed", notice["state"]!.GetValue<string>());
        Assert.Equal("met", notice["sla"]!["status"]!.GetValue<string>());
        Assert.Equal(["accepted", "delivered", "acknowledged", "action-taken"], await claimant.TimelineAsync(id));
        var counts = (await regulator.Api.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json;
        Assert.Equal(
            (1, 1, 0),
            (counts["received"]!.GetValue<int>(), counts["onTime"]!.GetValue<int>(), counts["open"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_silent_platform_is_put_before_the_regulator_and_may_still_act_late()
    {
        var platform = await server.PlatformAsync("silent.example");
        var claimant = await server.ClaimantAsync();
        var regulator = await server.RegulatorAsync("CN-533100");

        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://silent.example/v/1"));
        await server.AdvanceAsync("PT24H");

        Assert.Equal("escalated", await claimant.StateAsync(id));
        var escalation = Assert.Single(
            (await regulator.Api.GetAsync($"/v1/escalations?status=open&platform={platform.Id}")).Must(200).Items)!;
        Assert.Equal(id, escalation["noticeId"]!.GetValue<Guid>());
        Assert.Equal(regulator.Id, escalation["regulatorId"]!.GetValue<Guid>());

        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal("late", (await claimant.NoticeAsync(id))["sla"]!["status"]!.GetValue<string>());
        Assert.Empty((await regulator.Api.GetAsync($"/v1/escalations?status=open&platform={platform.Id}")).Items);
    }
}
