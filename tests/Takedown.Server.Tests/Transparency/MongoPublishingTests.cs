using MongoDB.Bson;
using Takedown.Core.Transparency;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Server.Transparency.Mongo;
using Takedown.Storage.Mongo;
using static Takedown.Server.Tests.Transparency.Entries;

namespace Takedown.Server.Tests.Transparency;

/// <summary>
/// The projector and the real driver against a peer that fails: it loses nothing, and the cursor never stands behind an
/// event that is not written.
/// </summary>
[Trait("Database", "unused")]
public sealed class MongoPublishingTests : IAsyncLifetime
{
    /// <summary>Events of one turn, and of one test.</summary>
    private const int AtOnce = 4, Events = 12;

    private readonly MongoPeer peer = new();
    private readonly MongoStore store;
    private readonly MongoPublicRecord record;
    private readonly List<PublicEntry> rows = [];

    public MongoPublishingTests()
    {
        store = new(peer.ConnectionString);
        record = new(store, new());
        rows.AddRange(Enumerable.Range(0, Events)
            .Select(i => i % 5 == 4 ? (PublicEntry)Notice(i).Hidden() : Notice(i)));
    }

    public Task InitializeAsync() => record.OpenAsync(default);

    public async Task DisposeAsync()
    {
        store.Dispose();
        await peer.DisposeAsync();
    }

    private Publishing Projector() => new(record, new(
        (after, _, _, _) => Task.FromResult(after.Seq >= rows.Count ? null : new PublicEvents(
            [.. rows.Skip((int)after.Seq).Take(AtOnce).Select(r => r.Id)],
            new(1, Math.Min(after.Seq + AtOnce, rows.Count)), Now)),
        (ids, _) => Task.FromResult(new PublicRead([.. rows.Where(r => ids.Contains(r.Id))], default))),
        TimeProvider.System);

    public static TheoryData<string, string> Troubles
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var fault in Enum.GetNames<PeerFault>().Skip(1))
            {
                foreach (var at in new[] { "find", "update publicNotices", "update projections" })
                {
                    // A key is taken where a document is; a read confirms nothing.
                    if ((fault == nameof(PeerFault.Duplicate) && at != "update projections")
                        || (fault == nameof(PeerFault.WriteConcern) && at == "find")) continue;
                    data.Add(fault, at);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_turn_that_fails_anywhere_is_done_again_and_nothing_is_lost(string what, string at)
    {
        var (fault, left) = (Enum.Parse<PeerFault>(what), 2);
        peer.Fault = command => command == at && Interlocked.Decrement(ref left) >= 0 ? fault : PeerFault.None;
        for (var turn = 0; turn < 20; turn++)
        {
            try
            {
                var more = await Projector().TurnAsync(default);
                AssertWritten();
                if (!more) break;
            }
            catch (MongoUnavailableException)
            {
                AssertWritten();
            }
        }
        Assert.True(left < 2, "Nothing went wrong.");
        Assert.Equal(Events, (await record.CursorAsync(default)).Seq);
        AssertWritten();
    }

    [Fact]
    public async Task MongoDB_that_goes_away_and_comes_back_emptied_is_filled_again()
    {
        Assert.True(await Projector().TurnAsync(default));
        Assert.True(await Projector().TurnAsync(default));
        peer.GoAway();
        await Assert.ThrowsAsync<MongoUnavailableException>(() => Projector().TurnAsync(default));
        peer.ComeBack();
        await CatchUpAsync();
        Assert.Equal(Events, peer.Store["publicNotices"].Count);
        // As a backup from before the first start. The cursor went with it.
        peer.Store.Clear();
        await CatchUpAsync();
        Assert.Equal(Events, peer.Store["publicNotices"].Count);
        AssertWritten();
    }

    [Fact]
    public async Task Two_at_once_publish_everything_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Projector().CatchUpAsync(default))));
        Assert.Equal(Events, (await record.CursorAsync(default)).Seq);
        AssertWritten();
    }

    /// <summary>Guards the guard: a cursor that moves first is seen by the same look at the peer.</summary>
    [Fact]
    public async Task A_cursor_that_moves_before_the_write_is_seen()
    {
        peer.Fault = command => command == "update publicNotices" ? PeerFault.Cut : PeerFault.None;
        var wrong = new Publishing(new CursorFirstRecord(record), new(
            (after, _, _, _) => Task.FromResult<PublicEvents?>(new([rows[0].Id], new(1, after.Seq + 1), Now)),
            (_, _) => Task.FromResult(new PublicRead([rows[0]], default))), TimeProvider.System);
        // The first turn writes the schema only.
        await wrong.TurnAsync(default);
        await Assert.ThrowsAsync<MongoUnavailableException>(() => wrong.TurnAsync(default));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(AssertWritten);
    }

    private Task CatchUpAsync() => Following.WaitUntilAsync(async () =>
    {
        try
        {
            await Projector().CatchUpAsync(default);
            return true;
        }
        catch (MongoUnavailableException)
        {
            return false;
        }
    }, done => done);

    /// <summary>Whatever lies before the cursor is in the record as it is.</summary>
    private void AssertWritten()
    {
        var cursor = peer.Store["projections"].SingleOrDefault()?["seq"].ToInt32() ?? 0;
        var stored = peer.Store["publicNotices"].ToDictionary(d => d["_id"].AsGuid, d => d["version"].AsInt64);
        Assert.All(rows.Take(cursor), row => Assert.Equal(row.Version, stored.GetValueOrDefault(row.Id, -1)));
        Assert.All(peer.Store["publicNotices"], d => Assert.Equal(BsonType.Binary, d["_id"].BsonType));
    }
}
