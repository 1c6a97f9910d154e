using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;

namespace Takedown.Server.Tests.Transparency;

/// <summary>What else travels to MongoDB where only figures are published.</summary>
public sealed class MongoFiguresOnlyTests : IAsyncLifetime
{
    private readonly MongoPeer peer = new();
    private TestServer server = null!;

    public async Task InitializeAsync() => server = await TestServer.StartAsync(
        ("Takedown:Transparency:Store", "mongodb"), ("Takedown:Transparency:Publish", "counts"),
        ("Takedown:Mongo:ConnectionString", peer.ConnectionString));

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Keys_of_researchers_and_publications_of_bodies_travel_though_no_notice_does()
    {
        await server.DeliveredAsync("music.example");
        var made = (await server.Operator.PostAsync("/v1/transparency/readers", new { name = "University" })).Must(201);
        var reader = server.With(made.Json.Text("key"));
        await AnswersAsync(reader, 200);
        Assert.Equal("record.not-published", (await reader.GetAsync("/v1/transparency/notices")).Must(404).Code);
        (await server.Operator.DeleteAsync($"/v1/transparency/readers/{made.Json.Id("id")}")).Must(204);
        await AnswersAsync(reader, 401);
        Assert.Empty(peer.Store["publicNotices"]);

        // Of a backup from before everything.
        peer.Store.Clear();
        await AnswersAsync(server.With((await server.Operator.PostAsync(
            "/v1/transparency/readers", new { name = "Library" })).Must(201).Json.Text("key")), 200);
        (await reader.GetAsync("/v1/transparency/counts")).Must(401);
        Assert.Equal(2, peer.Store["readers"].Count);
        await PublicationsAsync();
    }

    private async Task PublicationsAsync()
    {
        var body = await server.RegulatorAsync("CN-533123");
        var (first, second) = (await server.OfficerAsync(body), await server.OfficerAsync(body));
        var copy = server.Services.GetRequiredService<PublicationCopy>();
        var id = (await first.PostAsync("/v1/publications", new
        {
            kind = "typical-case", title = "案例", text = "情况。",
        })).Must(201).Json.Id("id");
        await copy.RunAsync(default);
        Assert.Empty(peer.Store["publications"]);
        (await second.PostAsync($"/v1/publications/{id}/approval", new { })).Must(200);
        await copy.RunAsync(default);
        var shown = Assert.Single(peer.Store["publications"]);
        Assert.Equal(("typical-case", "情况。"), (shown["kind"].AsString, shown["text"].AsString));

        peer.Commands.Clear();
        await copy.RunAsync(default);
        Assert.DoesNotContain(peer.Commands, c => c.Contains("update") && c["update"] == "publications");
        (await first.PostAsync($"/v1/publications/{id}/withdrawal", new { reason = "有误" })).Must(200);
        await copy.RunAsync(default);
        shown = Assert.Single(peer.Store["publications"]);
        Assert.Equal(("有误", false), (shown["reason"].AsString, shown.Contains("text")));
    }

    /// <summary>Figures and keys are copied every ten seconds of the server's clock.</summary>
    private Task AnswersAsync(Api reader, int wanted) => Following.WaitUntilAsync(
        async () =>
        {
            await server.AdvanceAsync("PT11S");
            return (await reader.GetAsync("/v1/transparency/counts")).Status;
        },
        status => status == wanted);
}
