using System.Text.Json.Nodes;
using Takedown.Server.Tests.Bus;
using Takedown.Server.Tests.Executable;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Faults;

/// <summary>A broker that cannot be used: notices are taken all the same, and readiness names what is wrong.</summary>
public sealed class BrokerFaultTests : BrokerTests
{
    [RabbitFact]
    public async Task Its_credentials_are_wrong() => await AssertTakesAllTheSameAsync(
        b => (b.UserName, b.Password) = ("guest", "a secret word"), "not ready: the login was refused");

    [RabbitFact]
    public async Task Its_virtual_host_is_not_there() => await AssertTakesAllTheSameAsync(
        b => b.Path = "/nowhere", "not ready: the virtual host does not exist");

    [RabbitFact]
    public async Task A_login_that_is_refused_is_tried_until_it_is_right_and_told_once()
    {
        var user = $"late-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var broker = new UriBuilder(RabbitFactAttribute.Broker!) { UserName = user, Password = "a-secret-word" };
        using var scratch = new Scratch();
        await using var store = await TestStore.CreateAsync();
        await using (var server = FaultyServer.OnPostgres(scratch, store.ConnectionString,
            ("Takedown__Bus__Transport", "rabbitmq"), ("Takedown__Bus__Uri", broker.Uri.ToString())))
        {
            await server.StartAsync();
            await Eventually.TrueAsync(
                async () => (await server.ReadinessAsync()).Bus == "not ready: the login was refused",
                ServerProcess.Timeout, "the login to be refused");
            // The other queues and the notifications try it too.
            await server.Process.RegisterClaimantAsync("Meanwhile");

            BrokerControl.Run("add_user", user, "a-secret-word");
            try
            {
                await Eventually.TrueAsync(
                    async () => (await server.ReadinessAsync()).Bus
                        == "not ready: the user has no access to the virtual host",
                    ServerProcess.Timeout, "the user to be known");
                BrokerControl.Run("set_permissions", "-p", "/", user, ".*", ".*", ".*");
                await server.UntilReadyAsync();
            }
            finally
            {
                BrokerControl.Run("delete_user", user);
            }
            Assert.Equal(1, server.Told("the login was refused"));
            Assert.Equal(1, server.Told("The broker can be used again"));
            Assert.DoesNotContain("a-secret-word", server.Process.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", server.Process.Output, StringComparison.Ordinal);
        }
    }

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

    private async Task AssertTakesAllTheSameAsync(Action<UriBuilder> spoil, string readiness)
    {
        var broker = new UriBuilder(RabbitFactAttribute.Broker!);
        spoil(broker);
        var server = await StartAsync(broker: broker.Uri.ToString());
        await server.PlatformAsync("nobody.example");
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://nobody.example/1"));
        Assert.Equal(readiness, await Waiting.ForAsync(() => BusAsync(server), told => told == readiness));
        Assert.Equal("accepted", await claimant.StateAsync(id));

        var healthy = await StartAsync();
        await healthy.AdvanceAsync("PT31S");
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "delivered");
    }

    private static async Task<string> BusAsync(TestServer server) =>
        JsonNode.Parse((await server.Anonymous.GetAsync("/healthz/ready")).Body)!["parts"]!["bus"]!.GetValue<string>();
}
