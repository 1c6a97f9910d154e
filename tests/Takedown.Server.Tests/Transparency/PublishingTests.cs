using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Storage;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Tests.Transparency;

/// <summary>The projector on the database, which no process of the server runs here but the test.</summary>
public sealed class PublishingTests : IAsyncLifetime
{
    private TestServer server = null!;
    private SqlPublicRecord record = null!;
    private Database database = null!;
    private PublicFeed feed = null!;

    public async Task InitializeAsync()
    {
        server = await TestServer.StartAsync(("Takedown:Roles", "api,connectors,deadlines"));
        database = server.Services.GetRequiredService<Database>();
        record = new(database);
        feed = Feed([]);
    }

    public Task DisposeAsync() => server.DisposeAsync();

    private PublicFeed Feed(IReadOnlyList<ReleaseLookup> lookups) => new PublicSource(
        database, server.Services.GetRequiredService<RegistryCache>(), lookups,
        new() { Transparency = new() { Publish = "notices" } }).Feed;

    private Publishing Projector(IPublicRecord? into = null, PublicFeed? from = null) =>
        new(into ?? record, from ?? feed, TimeProvider.System);

    private async Task<PublicNotice> PublishedAsync(Guid id) =>
        Assert.IsType<PublicNotice>(await record.FindAsync(id, await server.NowAsync(), default));

    private const string Behind =
        """
        SELECT COUNT(*) FROM events e, projections p
        WHERE p.name = 'public-record' AND (e.tx, e.seq) > (p.tx, p.seq)
        """;

    /// <summary>An event is held back while an older transaction runs, be it in the database of another test.</summary>
    private Task CatchUpAsync(PublicFeed? from = null) => Following.WaitUntilAsync(async () =>
    {
        await Projector(from: from).CatchUpAsync(default);
        return await database.ReadAsync(s => s.FirstAsync<long>(Behind));
    }, behind => behind == 0);

    private async Task<IReadOnlyList<Guid>> NoticesAsync(int count)
    {
        var platform = await server.PlatformAsync("many.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            Enumerable.Range(0, count).Select(i => Sample.Notice($"https://many.example/{i}")));
        var items = await platform.InboxUntilAsync(i => i.Count == count);
        List<Guid> ids = [.. items.Select(i => i.Id("noticeId"))];
        for (var i = 0; i < 3; i++) await platform.RemoveAsync(ids[i], $"account{i}");
        return ids;
    }

    /// <summary>However many events are read at once: those behind the last one come in the next turn.</summary>
    [Fact]
    public async Task A_turn_ends_with_the_event_that_fills_it()
    {
        var ids = await NoticesAsync(20);
        // Events are held back while another test writes. Three answers, each of one notice, are turns of their own.
        var turns = await Following.WaitUntilAsync(TurnsAsync, read => read.Count > 3);
        Assert.Equal(ids.ToHashSet(), turns.SelectMany(turn => turn.Notices).ToHashSet());
        Assert.Equal(turns.Count, turns.Select(turn => turn.Last).Distinct().Count());

        async Task<IReadOnlyList<PublicEvents>> TurnsAsync()
        {
            List<PublicEvents> read = [];
            while (await feed.AfterAsync(
                read.LastOrDefault()?.Last ?? default, new(1, 10_000, 64), (_, _) => false, default) is { } turn)
                read.Add(turn);
            return read;
        }
    }

    [Fact]
    public async Task Two_projectors_one_of_which_dies_between_write_and_cursor_publish_everything_as_it_is()
    {
        var ids = await NoticesAsync(40);
        await Following.WaitUntilAsync(
            async () => (await feed.AfterAsync(default, TurnSize.Whole, (_, _) => false, default))?.Notices.Count ?? 0,
            count => count == ids.Count);
        Assert.Empty((await feed.AfterAsync(default, TurnSize.Whole, (_, _) => true, default))!.Notices);
        var dying = new DiesBeforeTheCursor(record);
        await Assert.ThrowsAsync<IOException>(() => Projector(dying).CatchUpAsync(default));
        // Written, and the cursor has not moved.
        Assert.Equal(0, (await record.CursorAsync(default)).Tx + (await record.CursorAsync(default)).Seq);
        Assert.NotEmpty(await record.IdsAsync(Entries.Ask() with { Now = await server.NowAsync() }));

        var writing = Task.Run(async () =>
        {
            var claimant = await server.ClaimantAsync();
            for (var i = 0; i < 5; i++) await claimant.SubmitAsync(Sample.Notice($"https://many.example/more/{i}"));
        });
        await Task.WhenAll(
            writing, Task.Run(() => Projector().CatchUpAsync(default)),
            Task.Run(() => Projector().CatchUpAsync(default)));
        await Following.WaitUntilAsync(async () =>
        {
            await CatchUpAsync();
            return (await record.IdsAsync(Entries.Ask() with { Now = await server.NowAsync() })).Count;
        }, count => count == 45);
        var removed = (await record.SearchAsync(
            Entries.Ask() with { Now = await server.NowAsync(), State = NoticeState.Removed }, default)).Items;
        Assert.Equal(ids.Take(3).Order(), removed.Select(n => n.Id).Order());
        Assert.All(removed, n => Assert.Equal(["delivered", "action-taken"], n.History.Select(h => h.Type)));
    }

    [Fact]
    public async Task An_older_schema_is_written_anew_in_place_and_a_newer_one_is_left_alone()
    {
        var ids = await NoticesAsync(4);
        await CatchUpAsync();
        var before = await PublishedAsync(ids[0]);
        var asOf = (await record.CursorAsync(default)).At;
        await database.WriteAsync(async s =>
        {
            await s.ExecuteAsync("UPDATE public_notices SET schema = 0, host = 'old'");
            await s.ExecuteAsync("UPDATE projections SET schema = 0 WHERE name = 'public-record'");
        });
        await CatchUpAsync();
        Assert.Equal(1, (await record.CursorAsync(default)).Schema);
        Assert.Equal(4, (await record.SearchAsync(
            Entries.Ask() with { Now = await server.NowAsync(), Host = "many.example" }, default)).Items.Count);
        Assert.Equal(before.Version, (await PublishedAsync(ids[0])).Version);

        await database.WriteAsync(s => s.ExecuteAsync(
            "UPDATE projections SET tx = 0, seq = 0, schema = 2 WHERE name = 'public-record'"));
        Assert.False(await Projector().TurnAsync(default));
        Assert.Equal((0L, 2), (await record.CursorAsync(default)) is var c ? (c.Seq, c.Schema) : default);
        Assert.True(asOf > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Decisions_about_a_notice_travel_with_it_and_a_rebuild_gives_the_same()
    {
        var ids = await NoticesAsync(3);
        var decided = Feed([(_, notices, usual) =>
        {
            Assert.True(notices.Count > 0);
            return Task.FromResult<IReadOnlyDictionary<Guid, ReleaseProfile>>(new Dictionary<Guid, ReleaseProfile>
            {
                [ids[0]] = usual with { HiddenFor = "court-order" },
                [ids[1]] = usual with { WorkTitle = "Corrected" },
            });
        }]);
        for (var turn = 0; turn < 2; turn++)
        {
            await CatchUpAsync(decided);
            Assert.Equal("court-order", Assert.IsType<HiddenNotice>(
                await record.FindAsync(ids[0], await server.NowAsync(), default)).Ground);
            Assert.Equal(("Corrected", "七里香"),
                ((await PublishedAsync(ids[1])).WorkTitle, (await PublishedAsync(ids[2])).WorkTitle));
            await record.EmptyAsync(default);
        }
    }

    private sealed class DiesBeforeTheCursor(IPublicRecord record) : RecordAround(record)
    {
        public override Task<bool> MoveAsync(RecordCursor from, RecordCursor to, CancellationToken cancellation) =>
            to.Tx + to.Seq == 0 ? base.MoveAsync(from, to, cancellation) : throw new IOException("killed");
    }
}
