using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Bus;

/// <summary>Replies that the broker does not take.</summary>
public sealed class AmqpRepliesTests : BrokerTests
{
    /// <summary>More than are under way at once.</summary>
    private const int Answers = 12;

    [RabbitFact]
    public async Task A_queue_of_results_that_is_full_holds_up_no_answer()
    {
        await RemoveAsync("brimful", "brimful.responses", "brimful.results");
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync("brimful.example", new { connector = new { kind = "amqp", queue = "brimful" } });
        await using var channel = await ChannelAsync();
        await channel.QueueDeclareAsync(
            "brimful.results", durable: false, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" });
        var ids = new List<Guid>();
        for (var i = 0; i < Answers; i++)
            ids.Add(await claimant.AcceptAsync(Sample.Notice($"https://brimful.example/v/{i}")));
        foreach (var id in ids)
            await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "delivered");

        foreach (var id in ids)
        {
            await PublishAsync(
                "brimful.responses", $$"""{"responses":[{"noticeId":"{{id}}","response":"acknowledged"}]}""",
                replyTo: "brimful.results");
        }

        foreach (var id in ids)
            await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "acknowledged");
        await Waiting.ForAsync(async () => await DepthAsync("brimful.responses"), depth => depth == 0);
        Assert.InRange(await DepthAsync("brimful.results"), 1u, 2u);
    }
}
