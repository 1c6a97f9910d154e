using System.Diagnostics;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Bus;

/// <summary>One store, one broker, several servers with roles of their own.</summary>
public sealed class SeveralProcessesTests : BrokerTests
{
    [RabbitFact]
    public async Task A_notice_taken_by_one_is_delivered_by_another_and_wakes_a_reader_at_a_third()
    {
        var (intake, reading) = (await StartAsync("api"), await StartAsync("api"));
        await StartAsync("connectors,deadlines");
        var platform = await intake.PlatformAsync("many.example");
        var claimant = await intake.ClaimantAsync();
        var elsewhere = reading.With(platform.Key);

        var waiting = elsewhere.GetAsync("/v1/inbox?wait=25");
        var started = Stopwatch.GetTimestamp();
        await claimant.SubmitAsync(Sample.Notice("https://many.example/v/1"));

        var item = Assert.Single((await waiting).Must(200).Items)!;
        // Woken, not timed out: the poll would have lasted 25 s.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(24));
        var id = item["noticeId"]!.GetValue<Guid>();
        Assert.Equal("applied", await platform.SayAsync(id, "action-taken", "removed"));
        Assert.Equal(["accepted", "delivered", "action-taken"], await claimant.TimelineAsync(id));
    }

    [RabbitFact]
    public async Task The_clock_moved_at_one_is_the_clock_of_all()
    {
        var (one, other) = (await StartAsync("api,deadlines,connectors"), await StartAsync("api"));
        await one.AdvanceAsync("PT48H");
        await other.AdvanceAsync("PT0S");
        var now = (await other.Operator.PostAsync("/v1/sandbox/clock", new { advance = "PT0S" })).Must(200).Json;
        Assert.Equal("P2D", now["ahead"]!.GetValue<string>());
    }

    [RabbitFact]
    public async Task Without_the_broker_notices_are_still_taken_and_readiness_says_what_is_missing()
    {
        var server = await StartAsync(broker: "amqp://guest:guest@127.0.0.1:1/");
        await server.PlatformAsync("nobroker.example");
        var claimant = await server.ClaimantAsync();

        var result = (await claimant.SubmitAsync(Sample.Notice("https://nobroker.example/v/1"))).Json["results"]![0]!;
        Assert.Equal("accepted", result["status"]!.GetValue<string>());
        var ready = (await server.Anonymous.GetAsync("/healthz/ready")).Must(503).Json["parts"]!;
        Assert.Equal(
            ("ready", "not ready: no connection"),
            (ready["database"]!.GetValue<string>(), ready["bus"]!.GetValue<string>()));

        // The broker is there again, in a process that knows it: the table was the queue all along.
        var delivering = await StartAsync("all");
        await Following.WaitUntilAsync(
            async () => (await delivering.Anonymous.GetAsync("/healthz/ready")).Status, status => status == 200);
        await delivering.AdvancePastLostAsync(TimeSpan.FromMinutes(1));
        var id = result["noticeId"]!.GetValue<Guid>();
        Assert.Equal("delivered", await Waiting.ForAsync(() => claimant.StateAsync(id), s => s == "delivered"));
    }
}
