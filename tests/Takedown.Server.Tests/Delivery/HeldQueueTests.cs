using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Delivery;
using Takedown.Server.Hosting;
using Takedown.Server.Sandbox;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Delivery;

/// <summary>
/// An endpoint that takes long for each post holds its queue. What waits behind it is not outside every clock.
/// </summary>
public sealed class HeldQueueTests
{
    private static readonly (string, string) LongTimeout = ("Takedown:Webhooks:Timeout", "00:02:00");

    [Fact]
    public async Task What_no_push_has_tried_is_in_the_pull_inbox_the_policys_time_after_its_acceptance()
    {
        await using var own = await Disposable.StartAsync(LongTimeout);
        await using var held = await Held.StartAsync();
        var platform = await own.Server.PushedAsync("held.example", held.Receiver);
        var claimant = await own.Server.ClaimantAsync();
        var ids = await HoldAsync(claimant, held, "held.example");
        await PassAsync(own.Server, TimeSpan.FromMinutes(14));
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);

        await PassAsync(own.Server, TimeSpan.FromMinutes(2));

        var items = (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items;
        Assert.Equal(ids, items.Select(i => i.Id("noticeId")));
        Assert.Equal([1, 2, 3], items.Select(i => i.Long("seq")));
        foreach (var id in ids)
        {
            var notice = await claimant.NoticeAsync(id);
            Assert.Equal(
                ("delivered", "offered", "running"),
                (notice.Text("state"), notice["delivery"].Text("status"), notice["sla"].Text("status")));
            Assert.Null(notice["delivery"]!["code"]);
            Assert.InRange(
                notice.Time("deliveredAt") - notice.Time("acceptedAt"), TimeSpan.FromMinutes(15),
                TimeSpan.FromMinutes(16));
        }

        held.Release();
        foreach (var id in ids)
        {
            var before = items.Single(i => i.Id("noticeId") == id).Time("deliveredAt");
            var notice = await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "delivered");
            Assert.Equal(before, notice.Time("deliveredAt"));
        }
        Assert.Equal(
            items.Select(i => (i.Id("noticeId"), i.Long("seq"))),
            held.Receiver.All.SelectMany(p => p.Places).Distinct().OrderBy(p => p.Seq));
        Assert.Equal(3, (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items.Count);
        Assert.Equal(3, (await claimant.FeedAsync()).Count(e => e.Text("type") == "made-available"));
    }

    [Fact]
    public async Task Pushes_that_succeed_while_several_sweeps_run_are_delivered_once()
    {
        await using var own = await Disposable.StartAsync(LongTimeout);
        await using var held = await Held.StartAsync();
        var platform = await own.Server.PushedAsync("race.example", held.Receiver);
        var claimant = await own.Server.ClaimantAsync();
        await HoldAsync(claimant, held, "race.example");
        var batch = await claimant.SubmitManyAsync(
            Enumerable.Range(0, 300).Select(i => Sample.Notice($"https://race.example/many/{i}")));
        await ForwardAsync(own.Server, TimeSpan.FromMinutes(16));
        await own.Server.Services.GetRequiredService<OutboxSweep>().RunAsync();

        held.Release();
        var sweep = own.Server.Services.GetRequiredService<OfferSweep>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => sweep.RunAsync())));

        await Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync($"/v1/notices?batch={batch}&delivery=delivered&limit=1000"))
                .Must(200).Items.Count, n => n == 300);
        var inbox = (await platform.Api.GetAsync("/v1/inbox?limit=1000")).Must(200).Items;
        Assert.Equal(Enumerable.Range(1, inbox.Count).Select(i => (long)i), inbox.Select(i => i.Long("seq")));
        Assert.Equal(303, inbox.Select(i => i.Id("noticeId")).Distinct().Count());
        Assert.Equal(303, held.Receiver.All.SelectMany(p => p.Places).Distinct().Count());
        var counts = await Following.WaitUntilAsync(
            async () => (await own.Server.Operator.GetAsync($"/v1/compliance/platforms/{platform.Id}")).Must(200).Json,
            c => c.Long("delivered") == 303 && c.Long("undeliverable") == 0);
        Assert.Equal(303, counts.Long("open"));
    }

    [Fact]
    public async Task After_a_restart_the_platform_has_that_time_once_more_for_what_was_not_tried()
    {
        await using var own = await Disposable.StartAsync(LongTimeout);
        await using var held = await Held.StartAsync();
        var platform = await own.Server.PushedAsync("down.example", held.Receiver);
        var claimant = await own.Server.ClaimantAsync();
        await HoldAsync(claimant, held, "down.example");
        await PassAsync(own.Server, TimeSpan.FromMinutes(1));
        await own.Server.Services.GetRequiredService<SandboxStore>().AddAsync(TimeSpan.FromHours(3));
        await own.Server.RestartAsync();
        platform = platform with { Api = own.Server.With(platform.Key) };

        await own.Server.Services.GetRequiredService<OfferSweep>().RunAsync();
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);
        await PassAsync(own.Server, TimeSpan.FromMinutes(16));
        Assert.Equal(3, (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items.Count);
    }

    /// <returns>One notice whose push is held and two behind it.</returns>
    private static async Task<IReadOnlyList<Guid>> HoldAsync(Organisation claimant, Held held, string host)
    {
        var first = await claimant.AcceptAsync(Sample.Notice($"https://{host}/first"));
        await held.Receiver.NextAsync();
        var second = await claimant.AcceptAsync(Sample.Notice($"https://{host}/second"));
        return [first, second, await claimant.AcceptAsync(Sample.Notice($"https://{host}/third"))];
    }

    /// <summary>The clock moves and the sweeps of the loop run, which do not wait for the held post.</summary>
    private static async Task PassAsync(TestServer server, TimeSpan advance)
    {
        await ForwardAsync(server, TimeSpan.FromMinutes(1));
        await server.Services.GetRequiredService<OutboxSweep>().RunAsync();
        await ForwardAsync(server, advance - TimeSpan.FromMinutes(1));
        await server.Services.GetRequiredService<OfferSweep>().RunAsync();
    }

    private static async Task ForwardAsync(TestServer server, TimeSpan advance) =>
        server.Services.GetRequiredService<ServerClock>().SetAhead(
            await server.Services.GetRequiredService<SandboxStore>().AddAsync(advance));

    /// <summary>A receiver that answers 200 to nothing until it is released.</summary>
    private sealed record Held(WebhookReceiver Receiver, TaskCompletionSource Gate) : IAsyncDisposable
    {
        public static async Task<Held> StartAsync()
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(await WebhookReceiver.StartAsync(_ => gate.Task), gate);
        }

        public void Release() => Gate.TrySetResult();

        public async ValueTask DisposeAsync()
        {
            Release();
            await Receiver.DisposeAsync();
        }
    }
}
