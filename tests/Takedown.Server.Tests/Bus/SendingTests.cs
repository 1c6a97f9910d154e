using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Messaging;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Bus;

/// <summary>Sends that the broker refuses or does not take, and a bus that is restarted.</summary>
public sealed class SendingTests : BrokerTests
{
    [RabbitFact]
    public async Task What_the_broker_refuses_is_sent_again_before_the_sweep_would()
    {
        // This process takes notices and never sweeps, so whatever comes was sent by the one that took it.
        var server = await StartAsync("api");
        var platform = await server.PlatformAsync("refused.example");
        var claimant = await server.ClaimantAsync();
        var queue = $"deliver-inbox-{platform.Id.ToByteArray()[15] % 4}";
        await RemoveAsync(queue, "refusing");
        await using var channel = await ChannelAsync();
        await channel.ExchangeDeclareAsync(queue, "fanout", durable: true, autoDelete: false);
        await channel.QueueDeclareAsync("refusing", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" });
        await PublishAsync("refusing", "it is full");
        await channel.QueueBindAsync("refusing", queue, "");

        var id = await claimant.AcceptAsync(Sample.Notice("https://refused.example/1"));
        // Longer than the bus waits for the confirmation, so that the refusal was noticed.
        await Task.Delay(TimeSpan.FromSeconds(3.5), TimeProvider.System);
        Assert.Equal("it is full", (await NextAsync("refusing")).Body);

        var (body, properties) = await NextAsync("refusing");
        Assert.Equal("application/vnd.masstransit+json", properties.ContentType);
        Assert.Equal(id, JsonNode.Parse(body)!["message"]!["noticeIds"]![0]!.GetValue<Guid>());
        await RemoveAsync(queue, "refusing");
    }

    [RabbitFact]
    public async Task A_push_that_never_reached_a_queue_is_due_again_as_soon_as_a_first_one()
    {
        var server = await StartAsync(broker: "amqp://guest:guest@127.0.0.1:1/");
        await server.PlatformAsync(
            "away.example", new { connector = new { kind = "webhook", url = "http://127.0.0.1:1/hook" } });
        var claimant = await server.ClaimantAsync();
        await claimant.AcceptAsync(Sample.Notice("https://away.example/1"));
        var database = server.Services.GetRequiredService<Database>();
        var before = await server.NowAsync();

        await server.AdvancePastLostAsync(TimeSpan.FromSeconds(31));

        // The sweep gives a push ten minutes, because its message may wait in a long queue.
        var due = await Waiting.ForAsync(
            () => database.ReadAsync(s => s.FirstAsync<DateTimeOffset>("SELECT next_due_at FROM dispatches")),
            at => at > before + TimeSpan.FromSeconds(31) && at < before + TimeSpan.FromMinutes(5));
        Assert.InRange(due - before, TimeSpan.FromSeconds(31), TimeSpan.FromMinutes(5));
    }

    [RabbitFact]
    public async Task A_bus_that_is_restarted_consumes_every_queue_again_also_those_of_pushed_platforms()
    {
        await using var receiver = await WebhookReceiver.StartAsync(_ => Task.CompletedTask);
        var server = await StartAsync();
        var pulled = await server.PlatformAsync("pulled.example");
        await server.PlatformAsync(
            "pushed.example", new { connector = new { kind = "webhook", url = receiver.Url } });
        var claimant = await server.ClaimantAsync();
        var first = await claimant.AcceptAsync(Sample.Notice("https://pushed.example/1"));
        await claimant.NoticeUntilAsync(first, n => n.Text("state") == "delivered");

        await server.Services.GetRequiredService<BusWatch>().RestartAsync(CancellationToken.None);
        await Following.WaitUntilAsync(
            async () => (await server.Anonymous.GetAsync("/healthz/ready")).Status, status => status == 200);

        await claimant.DeliverAsync(pulled, Sample.Notice("https://pulled.example/2"));
        var second = await claimant.AcceptAsync(Sample.Notice("https://pushed.example/2"));
        await claimant.NoticeUntilAsync(second, n => n.Text("state") == "delivered");
    }
}
