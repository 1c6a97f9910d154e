using Takedown.Server.Delivery;
using Takedown.Server.Notices;
using Takedown.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Delivery;

/// <summary>
/// Guarantee 1 and 2: whatever is lost on the way, an accepted notice arrives, once as the platform sees it.
/// </summary>
public sealed class CrashTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string Break = TestStore.IsPostgres
        ? """
          CREATE OR REPLACE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'lost'; END $$;
          CREATE TRIGGER lost BEFORE UPDATE OF state ON notices FOR EACH ROW
            WHEN (NEW.state = 1) EXECUTE FUNCTION lose()
          """
        : "CREATE TRIGGER lost BEFORE UPDATE OF state ON notices WHEN NEW.state = 1 BEGIN SELECT "
            + "RAISE(ABORT, 'lost'); END";

    private static readonly string Mend = TestStore.IsPostgres ? "DROP TRIGGER lost ON notices" : "DROP TRIGGER lost";

    [Fact]
    public async Task A_push_whose_commit_was_lost_is_repeated_with_the_same_notice_at_the_same_place()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await server.PushedAsync("twice.example", receiver);
        var claimant = await server.ClaimantAsync();
        using var lost = new LostMessages(server);
        await ExecuteAsync(Break);
        var id = await claimant.AcceptAsync(Sample.Notice("https://twice.example/1"));
        var first = await receiver.NextAsync();
        await lost.NextAsync();
        Assert.Equal("accepted", await claimant.StateAsync(id));
        await ExecuteAsync(Mend);

        // Another notice meanwhile must not take its place.
        var other = await claimant.AcceptAsync(Sample.Notice("https://twice.example/2"));
        var between = await receiver.NextAsync();
        await server.AdvanceAsync("PT31S");
        var second = await receiver.NextAsync();

        Assert.Equal([(id, 1L)], first.Places);
        Assert.Equal([(other, 2L)], between.Places);
        Assert.Equal((first.Id, (id, 1L)), (second.Id, Assert.Single(second.Places)));
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        Assert.Equal(["accepted", "delivered"], await claimant.TimelineAsync(id));
        Assert.Equal("applied", await platform.SayAsync(id, "acknowledged"));
    }

    [Fact]
    public async Task A_notice_whose_message_was_lost_is_delivered_by_the_sweep()
    {
        var platform = await server.PlatformAsync("lost.example");
        var claimant = await server.ClaimantAsync();
        using var lost = new LostMessages(server);
        await ExecuteAsync(Break);
        var id = await claimant.AcceptAsync(Sample.Notice("https://lost.example/1"));
        await lost.NextAsync();
        await ExecuteAsync(Mend);
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);

        await server.AdvancePastLostAsync(TimeSpan.FromSeconds(31));

        var item = Assert.Single(await platform.InboxUntilAsync(i => i.Count > 0));
        Assert.Equal((id, 1), (item.Id("noticeId"), item.Long("seq")));
    }

    [Fact]
    public async Task What_was_accepted_just_before_the_end_is_delivered_after_the_start()
    {
        await using var own = await Disposable.StartAsync();
        var platform = await own.Server.PlatformAsync("restart.example");
        var claimant = await own.Server.ClaimantAsync();
        // Nothing leaves for the bus any more: what is accepted from here on is only in the table.
        await own.Server.Services.GetRequiredService<OutboxSender>().StopAsync(default);
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, 700).Select(i => Sample.Notice($"https://restart.example/{i}")));
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);

        await own.Server.RestartAsync();

        var again = platform with { Api = own.Server.With(platform.Key) };
        var items = await again.InboxUntilAsync(i => i.Count >= 700);
        Assert.Equal(Enumerable.Range(1, 700).Select(i => (long)i), items.Select(i => i.Long("seq")));
        Assert.Equal(700, items.Select(i => i.Id("noticeId")).Distinct().Count());
        // At once, and not when the sweep would have come by for a notice whose message was lost.
        var one = await own.Server.Operator.GetAsync($"/v1/notices/{items[0].Id("noticeId")}");
        Assert.InRange(
            one.Json.Time("deliveredAt") - one.Json.Time("acceptedAt"), TimeSpan.Zero, TimeSpan.FromSeconds(29));
    }

    [Fact]
    public async Task A_message_delivered_twice_delivers_once()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("idempotent.example");
        var before = await claimant.PrintAsync(id);
        await server.Services.GetRequiredService<InboxConsumer>()
            .ConsumeAsync(new() { PlatformId = platform.Id, NoticeIds = [id, id] });
        Assert.Equal(before, await claimant.PrintAsync(id));
        Assert.Single(await platform.InboxUntilAsync(i => i.Count > 0));
    }

    [Theory]
    [InlineData("named", "the platform of the message is not the notice's")]
    [InlineData("pushed", "the platform is pushed to now and has no inbox to read")]
    public async Task A_message_that_is_not_for_this_inbox_delivers_nothing(string name, string why)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var pushed = await server.PushedAsync($"{name}.example", receiver);
        var pulled = await server.PlatformAsync($"not-{name}.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice($"https://{name}.example/1"));
        await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
        await server.AdvanceAsync("PT50S");
        var platform = name == "pushed" ? pushed : pulled;
        await server.Services.GetRequiredService<InboxConsumer>()
            .ConsumeAsync(new() { PlatformId = platform.Id, NoticeIds = [id] });
        Assert.True(await claimant.StateAsync(id) == "accepted", why);
        Assert.Empty((await pulled.Api.GetAsync("/v1/inbox")).Must(200).Items);
    }

    [Fact]
    public async Task A_message_about_what_failed_before_leaves_its_next_try_to_the_sweep()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        await server.PushedAsync("rests.example", receiver);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://rests.example/1"));
        await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
        var database = server.Services.GetRequiredService<Database>();
        Task<Guid> TryAsync() =>
            database.ReadAsync(s => s.FirstAsync<Guid>("SELECT id FROM dispatches WHERE failed = 1"));

        // Whoever sees to the message may think that the notice still rests, by a clock that runs behind.
        var next = await TryAsync();
        await database.WriteAsync(s => OutboxStore.CompleteAsync(s, [next]));

        Assert.Equal(next, await TryAsync());
    }

    private Task ExecuteAsync(string sql) =>
        server.Services.GetRequiredService<Database>().WriteAsync(s => s.ExecuteAsync(sql));
}

/// <summary>Tells of messages that the bus gave up.</summary>
internal sealed class LostMessages : IReceiveObserver, IDisposable
{
    private readonly SemaphoreSlim lost = new(0);
    private readonly ConnectHandle handle;

    public LostMessages(TestServer server) =>
        handle = server.Services.GetRequiredService<IBus>().ConnectReceiveObserver(this);

    public async Task NextAsync() => Assert.True(await lost.WaitAsync(Following.Timeout));

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        lost.Release();
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class =>
        ReceiveFault(context.ReceiveContext, exception);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public void Dispose()
    {
        handle.Disconnect();
        lost.Dispose();
    }
}
