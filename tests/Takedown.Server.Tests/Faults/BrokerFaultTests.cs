using System.Text.Json.Nodes;
using Takedown.Server.Tests.Bus;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Faults;

/// <summary>A broker that cannot be used: notices are taken all the same, and readiness names what is wrong.</summary>
public sealed class BrokerFaultTests : BrokerTests
{
    [RabbitFact]
    public async Task Its_credentials_are_wrong() =>
        await AssertTakesAllTheSameAsync(b => (b.UserName, b.Password) = ("guest", "a secret word"));

    [RabbitFact]
    public async Task Its_virtual_host_is_not_there() => await AssertTakesAllTheSameAsync(b => b.Path = "/nowhere");

    [RabbitFact]
    public async Task A_queue_is_there_with_other_arguments_until_it_is_removed()
    {
        await RemoveAsync("deliver-inbox-0", "deliver-inbox-1", "deliver-inbox-2", "deliver-inbox-3");
        await using (var channel = await ChannelAsync())
        {
            await channel.QueueDeclareAsync("deliver-inbox-2", durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-max-length"] = 5 });
        }
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        var platforms = new List<Organisation>();
        while (!platforms.Exists(p => p.Id.ToByteArray()[15] % 4 == 2)
            || !platforms.Exists(p => p.Id.ToByteArray()[15] % 4 != 2))
        {
            platforms.Add(await server.PlatformAsync($"p{platforms.Count}.example"));
        }
        var ids = new List<Guid>();
        for (var i = 0; i < platforms.Count; i++)
            ids.Add(await claimant.AcceptAsync(Sample.Notice($"https://p{i}.example/1")));

        var bus = await Waiting.ForAsync(
            () => BusAsync(server), told => told.Contains("deliver-inbox", StringComparison.Ordinal));
        Assert.Equal("not ready: deliver-inbox-2", bus);
        // The others go on.
        var served = platforms.FindIndex(p => p.Id.ToByteArray()[15] % 4 != 2);
        await claimant.NoticeUntilAsync(ids[served], n => n["state"]!.GetValue<string>() == "delivered");

        await RemoveAsync("deliver-inbox-2");
        Assert.Equal("ready", await Waiting.ForAsync(() => BusAsync(server), told => told == "ready"));
        await server.AdvancePastLostAsync(TimeSpan.FromSeconds(31));
        foreach (var id in ids) await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "delivered");
    }

    private async Task AssertTakesAllTheSameAsync(Action<UriBuilder> spoil)
    {
        var broker = new UriBuilder(RabbitFactAttribute.Broker!);
        spoil(broker);
        var server = await StartAsync(broker: broker.Uri.ToString());
        await server.PlatformAsync("nobody.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://nobody.example/1"));
        Assert.Equal("not ready: no connection", await BusAsync(server));
        Assert.Equal("accepted", await claimant.StateAsync(id));

        var healthy = await StartAsync();
        await healthy.AdvanceAsync("PT31S");
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "delivered");
    }

    private static async Task<string> BusAsync(TestServer server) =>
        JsonNode.Parse((await server.Anonymous.GetAsync("/healthz/ready")).Body)!["parts"]!["bus"]!.GetValue<string>();
}
