using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Keys;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Server.Transparency.Mongo;
using Takedown.Storage;
using Takedown.Storage.Mongo;
using static Takedown.Server.Tests.Transparency.Entries;

namespace Takedown.Server.Tests.Transparency;

/// <summary>A process with the role <c>public</c> alone: without database and bus, on MongoDB only.</summary>
public sealed class PublicOnlyTests : IAsyncLifetime
{
    /// <summary>Three seconds for a question, and as much again for a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly MongoPeer peer = new(listens: false);
    private MongoStore store = null!;
    private MongoPublicRecord record = null!;
    private TestServer server = null!;

    public async Task InitializeAsync()
    {
        var nowhere = TestStore.IsPostgres
            ? "Host=127.0.0.1;Port=1;Username=nobody;Database=none" : "Data Source=/proc/none/takedown.db";
        server = await TestServer.StartAsync(
            ("Takedown:Roles", "public"), ("Takedown:Transparency:Store", "mongodb"),
            ("Takedown:Transparency:Publish", "notices"), ("Takedown:Mongo:ConnectionString", peer.ConnectionString),
            ("Takedown:Database:ConnectionString", nowhere));
        store = new(peer.ConnectionString);
        record = new(store, new());
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        store.Dispose();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task It_shows_the_record_and_nothing_else_and_says_so_when_MongoDB_is_away()
    {
        Assert.Null(server.Services.GetService<Database>());
        Assert.Null(server.Services.GetService<IBusControl>());
        await IsAwayAsync("it does not answer");

        peer.ComeBack();
        var (notice, hidden) = (Notice(1), Notice(2, "夜曲").Hidden());
        await Following.WaitUntilAsync(
            async () => (await server.Anonymous.GetAsync("/healthz/ready")).Status, status => status == 200);
        await record.ApplyAsync(notice, hidden);
        await record.PutCountsAsync([new() { Month = "2026-03", PlatformId = Music.Id, Received = 5 }], default);
        await record.MoveAsync(RecordCursor.Zero, new(1, 1, Now, 1), default);
        await ShowsAsync(notice.Id);
        Assert.Equal("court-order", (await server.Anonymous.GetAsync($"/v1/transparency/notices/{hidden.Id}"))
            .Must(410).Json.Text("ground"));
        await NothingElseAsync();
        await ReadersAsync(notice.Id);
        await PublicationsAsync(notice.Id);

        // Away in between.
        peer.GoAway();
        await IsAwayAsync("it does not answer");
        peer.ComeBack();
        await Following.WaitUntilAsync(
            async () => (await server.Anonymous.GetAsync("/v1/transparency/notices")).Status, status => status == 200);

        // So slow that nobody waits.
        peer.Fault = name => name == "hello" ? PeerFault.None : PeerFault.Hang;
        await IsAwayAsync("it does not answer");

        // Without a primary the others answer; where none may, nobody does.
        peer.Fault = name => name == "hello" ? PeerFault.NotPrimary : PeerFault.None;
        await Following.WaitUntilAsync(
            async () => (await server.Anonymous.GetAsync("/v1/transparency/notices")).Status, status => status == 200);
        peer.Fault = name => name is "ping" ? PeerFault.None : PeerFault.NotPrimary;
        (await server.Anonymous.GetAsync("/v1/transparency/notices")).Must(503);
        peer.Fault = _ => PeerFault.None;
    }

    private async Task ShowsAsync(Guid id)
    {
        // The driver may need another moment to find the server again.
        var page = await Following.WaitUntilAsync(
            () => server.Anonymous.GetAsync("/v1/transparency/notices?q=七里香"), answer => answer.Status == 200);
        Assert.Equal((id, Now), (Assert.Single(page.Items).Id("id"), page.Json.Time("asOf")));
        var one = (await server.Anonymous.GetAsync($"/v1/transparency/notices/{id}")).Must(200).Json;
        Assert.Null(one["target"]);
        (await server.Anonymous.GetAsync($"/v1/transparency/notices/{Notice(3).Id}")).Must(404);
        Assert.Equal(1, (await server.Anonymous.GetAsync("/v1/transparency/facets")).Must(200).Json.Long("matches"));
        (await server.Anonymous.GetAsync("/v1/transparency/counts?from=2026-03&to=2026-03")).Must(200);
        (await server.Anonymous.GetAsync("/v1/transparency/notices?q=七里香&nonsense=1")).Must(400);
        (await server.Anonymous.GetAsync("/public")).Must(200);
        var metrics = (await server.Anonymous.GetAsync("/metrics")).Must(200).Body;
        Assert.Contains("takedown_mongodb_up 1", metrics, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds", metrics, StringComparison.Ordinal);
    }

    private async Task NothingElseAsync()
    {
        foreach (var path in (string[])
        [
            "/v1/organisations", "/v1/notices", "/v1/transparency/readers", "/v1/transparency/decisions", "/console",
            "/v1/operations/health", "/openapi/v1.json", "/v1/transparency/history",
        ]) Assert.Contains((await server.Operator.GetAsync(path)).Status, new[] { 404, 405 });
        (await server.Operator.PostAsync("/v1/batches", new { })).Must(404);
        // It can store nothing, so it takes no request for correction, and the page says who does.
        Assert.Equal("not-found", (await server.Anonymous.PostAsync("/v1/transparency/corrections", new
        {
            noticeId = Notice(1).Id, who = "Li", text = "Wrong.",
        })).Must(404).Code);
        Assert.Contains("This server only reads.",
            (await server.Anonymous.GetAsync("/public/corrections")).Must(200).Body, StringComparison.Ordinal);
        Assert.Equal(405, (await server.Anonymous.PostAsync("/public/corrections", new { })).Status);
        // The key of an organisation is no key here.
        (await server.Operator.GetAsync("/v1/transparency/notices")).Must(401);
    }

    private async Task ReadersAsync(Guid id)
    {
        var key = KeyText.NewReader([.. Enumerable.Range(0, KeyText.RandomBytes).Select(i => (byte)(i * 7))]);
        (await server.With(key).GetAsync($"/v1/transparency/notices/{id}")).Must(401);
        var reader = new RecordReaderKey(id, KeyStore.Hash(key), "Researcher", 1, IsRevoked: false);
        await record.PutReadersAsync([reader], default);
        Assert.NotNull((await server.With(key).GetAsync($"/v1/transparency/notices/{id}")).Must(200).Json["target"]);
        // The older state of the key comes late and changes nothing.
        await record.PutReadersAsync([reader with { Version = 2, IsRevoked = true }], default);
        await record.PutReadersAsync([reader], default);
        (await server.With(key).GetAsync($"/v1/transparency/notices/{id}")).Must(401);
    }

    private async Task PublicationsAsync(Guid id)
    {
        var publications = new MongoPublications(store);
        var exposure = new Takedown.Contracts.PublicNotice
        {
            Id = id, Kind = PublicationKind.Exposure, BodyName = "网信办", Platforms = ["Video"], Title = "曝光平台",
            Text = "逾期未处理。", PublishOn = new(2026, 3, 1),
            Replies = [new() { PlatformId = Video.Id, Text = "已处理。", At = Now }],
        };
        var withdrawn = exposure with
        {
            Id = Notice(5).Id, Kind = PublicationKind.TypicalCase, Text = null, WithdrawnAt = Now, Reason = "Mistake.",
            Platforms = null, Replies = [],
        };
        await publications.PutAsync([exposure, withdrawn], Now, default);
        // A copy that was read earlier and is written later changes nothing.
        await publications.PutAsync([withdrawn with { Text = "Old." }], Now.AddMinutes(-1), default);
        var all = (await server.Anonymous.GetAsync("/v1/publications/public?limit=1")).Must(200).Json;
        Assert.True(JsonNode.DeepEquals(
            JsonSerializer.SerializeToNode(exposure, TakedownJson.Default.PublicNotice), all["items"]![0]), $"{all}");
        var rest = (await server.Anonymous.GetAsync($"/v1/publications/public?after={all["next"]}")).Must(200).Items;
        Assert.Equal(("Mistake.", ""), (Assert.Single(rest).Text("reason"), rest[0].Text("text")));
        Assert.Equal([withdrawn.Id], (await server.Anonymous.GetAsync("/v1/publications/public?kind=typical-case"))
            .Must(200).Items.Select(i => i.Id("id")));
        Assert.Contains("曝光平台", WebUtility.HtmlDecode(
            (await server.Anonymous.GetAsync("/public/publications")).Must(200).Body), StringComparison.Ordinal);
        (await server.Anonymous.GetAsync("/v1/publications/public?kind=x")).Must(400);
        (await server.Anonymous.GetAsync("/v1/publications")).Must(404);
    }

    private async Task IsAwayAsync(string reason)
    {
        var start = TimeProvider.System.GetTimestamp();
        foreach (var path in (string[])["notices", "facets", "counts"])
        {
            using var answer = await server.Anonymous.Client.GetAsync($"/v1/transparency/{path}");
            Assert.Equal(503, (int)answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        var ready = (await server.Anonymous.GetAsync("/healthz/ready")).Must(503).Body;
        Assert.Equal($$$"""{"status":"not ready","parts":{"public record":"not ready: {{{reason}}}"}}""", ready);
        (await server.Anonymous.GetAsync("/healthz/live")).Must(200);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, 4 * Patience);
    }
}
