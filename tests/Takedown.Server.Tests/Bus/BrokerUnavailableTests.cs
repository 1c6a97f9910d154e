using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Observability;

namespace Takedown.Server.Tests.Bus;

/// <summary>The broker becomes unavailable and available again while a server runs.</summary>
[Collection(nameof(BrokerTests))]
public sealed class BrokerUnavailableTests
{
    [RabbitTheory]
    [InlineData("all")]
    [InlineData("api")]
    public async Task Readiness_says_so_notices_are_still_taken_and_it_resumes_alone(string roles)
    {
        await using var store = await TestStore.CreateAsync();
        await using var wire = Wire.To(new Uri(RabbitFactAttribute.Broker!), out var through);
        var server = await TestServer.StartAsync(store,
            ("Takedown:Bus:Transport", "rabbitmq"), ("Takedown:Bus:Uri", through.ToString()),
            ("Takedown:Roles", roles));
        await server.PlatformAsync("cut.example");
        var claimant = await server.ClaimantAsync();
        await ReadyAsync(server, 200, "ready");
        Assert.Equal(1, (await MetricsTests.ScrapeAsync(server))["takedown_bus_up"]);

        wire.Cut();
        await ReadyAsync(server, 503, "not ready: no connection");
        var scraped = await MetricsTests.ScrapeAsync(server);
        Assert.Equal((0.0, 1.0), (scraped["takedown_bus_up"], scraped["takedown_database_up"]));
        var id = await claimant.AcceptAsync(Sample.Notice("https://cut.example/1"));

        wire.Mend();
        await ReadyAsync(server, 200, "ready");
        if (roles == "all")
        {
            await server.AdvanceAsync("PT1M");
            await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        }
        await server.DisposeAsync();
    }

    private static Task ReadyAsync(TestServer server, int status, string bus) => Following.WaitUntilAsync(
        async () => await server.Anonymous.GetAsync("/healthz/ready") is var a
            ? (a.Status, Bus: a.Json["parts"].Text("bus"), Database: a.Json["parts"].Text("database")) : default,
        seen => seen == (status, bus, "ready"));
}
