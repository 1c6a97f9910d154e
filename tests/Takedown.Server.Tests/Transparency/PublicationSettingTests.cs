using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.App;
using Takedown.Server.Hosting;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;

namespace Takedown.Server.Tests.Transparency;

/// <summary>What is published, when, and how long is the operator's decision.</summary>
public sealed class PublicationSettingTests : IAsyncLifetime
{
    private TestServer server = null!;

    public async Task InitializeAsync()
    {
        server = await TestServer.StartAsync();
        await PublicServer.UnlimitedAsync(server);
    }

    public Task DisposeAsync() => server.DisposeAsync();

    private async Task<Answer> GetAsync(string path) => await server.Operator.GetAsync($"/v1/transparency/{path}");

    [Fact]
    public async Task Figures_are_published_by_default_notices_on_demand_with_a_delay_and_for_a_time()
    {
        var (platform, _, id) = await server.DeliveredAsync("late.example");
        var regulator = await server.RegulatorAsync("CN-533100");
        foreach (var path in (string[])["notices", $"notices/{id}", "facets"])
            Assert.Equal("record.not-published", (await GetAsync(path)).Must(404).Code);
        Assert.Equal("record.not-published",
            (await regulator.Api.GetAsync("/v1/transparency/history")).Must(404).Code);
        await Following.WaitUntilAsync(
            async () => (await GetAsync("counts")).Must(200).Json, c => c["totals"].Long("delivered") == 1);

        // From the beginning, once notices are published.
        await server.RestartAsync(
            ("Takedown:Transparency:Publish", "notices"), ("Takedown:Transparency:Delay", "2.00:00:00"),
            ("Takedown:Transparency:Retention", "10.00:00:00"));
        var record = server.Services.GetRequiredService<IPublicRecord>();
        var due = await server.NowAsync() + TimeSpan.FromDays(3);
        await Following.WaitUntilAsync(() => record.FindAsync(id, due, default), e => e is not null);
        (await GetAsync($"notices/{id}")).Must(404);
        Assert.Empty((await GetAsync("notices")).Must(200).Items);
        await server.AdvanceAsync("P3D");
        (await GetAsync($"notices/{id}")).Must(200);
        Assert.Single((await GetAsync("notices?q=late")).Must(200).Items);
        await server.AdvanceAsync("P10D");
        (await GetAsync($"notices/{id}")).Must(404);
        await Following.WaitUntilAsync(() => record.FindAsync(id, due, default), e => e is null);

        await server.RestartAsync(("Takedown:Transparency:Publish", "none"));
        foreach (var path in (string[])["notices", $"notices/{id}", "facets", "counts"])
            Assert.Equal("record.not-published", (await GetAsync(path)).Must(404).Code);
        Assert.NotEqual(Guid.Empty, platform.Id);
    }

    [Fact]
    public async Task A_rebuild_is_for_a_process_that_fills_the_record()
    {
        await using var app = TakedownServer.Build(["--rebuild-public-record", "--Takedown:Sandbox=true"]);
        Assert.True(app.Services.GetRequiredService<RecordRebuild>().IsWanted);
        Assert.Throws<ConfigurationException>(() => TakedownServer.Build(
            ["--Takedown:Roles=api,connectors,deadlines", "--rebuild-public-record"]));
    }
}
