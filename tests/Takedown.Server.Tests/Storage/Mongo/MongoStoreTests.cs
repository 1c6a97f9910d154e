using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;
using Takedown.Server.Tests.Harness;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Tests.Storage.Mongo;

/// <summary>The client of MongoDB: the real driver against a peer in this process that does what goes wrong.</summary>
[Trait("Database", "unused")]
public sealed class MongoStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly MongoPeer peer = new();
    private readonly MongoStore store;

    public MongoStoreTests() => store = new(peer.ConnectionString);

    private IMongoCollection<BsonDocument> Things => store.Database.GetCollection<BsonDocument>("things");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        store.Dispose();
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_that_is_cut_during_a_write_costs_nothing_and_doubles_nothing()
    {
        foreach (var (fault, id) in new[] { (PeerFault.Cut, 1), (PeerFault.CutAfter, 2), (PeerFault.NotPrimary, 3) })
        {
            peer.Once("insert", fault);
            await Things.InsertOneAsync(new BsonDocument("_id", id));
        }
        Assert.Equal([1, 2, 3], peer.Store["things"].Select(d => d["_id"].AsInt32).Order());
        Assert.Equal("majority", peer.Commands.First(c => c.Contains("insert"))["writeConcern"]["w"].AsString);
    }

    [Theory]
    [InlineData("hang", "it does not answer")]
    [InlineData("away", "it does not answer")]
    [InlineData("not primary", "it has no primary")]
    public async Task What_cannot_be_done_now_ends_in_its_time_with_a_reason(string trouble, string reason)
    {
        await Things.InsertOneAsync(new BsonDocument("_id", 0));
        if (trouble == "away") peer.GoAway();
        peer.Fault = name => trouble switch
        {
            "hang" => name == "hello" ? PeerFault.None : PeerFault.Hang,
            "not primary" => PeerFault.NotPrimary,
            _ => PeerFault.None,
        };
        var start = TimeProvider.System.GetTimestamp();
        var error = await Assert.ThrowsAsync<MongoUnavailableException>(() => store.RunAsync(
            stop => Things.InsertOneAsync(new BsonDocument("_id", 1), null, stop), Patience, CancellationToken.None));
        Assert.Equal(reason, error.Message);
        Assert.Equal(reason, await store.CheckHealthAsync(writes: true, CancellationToken.None));
        // A second for the work and two for the check; the driver by itself would take 30, twice.
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 20);

        peer.Fault = _ => PeerFault.None;
        if (trouble == "away") peer.ComeBack();
        Assert.Null(await Following.WaitUntilAsync(
            () => store.CheckHealthAsync(writes: true, CancellationToken.None), found => found is null));
        await Things.InsertOneAsync(new BsonDocument("_id", 2));
    }

    /// <summary>Without a primary, who only reads is served by the others.</summary>
    [Fact]
    public async Task A_reader_needs_no_primary()
    {
        peer.Fault = name => name == "hello" ? PeerFault.NotPrimary : PeerFault.None;
        // A client that has seen a primary believes in it until its next look.
        Assert.Equal("it has no primary", await Following.WaitUntilAsync(
            () => store.CheckHealthAsync(writes: true, CancellationToken.None), found => found is not null));
        Assert.Null(await store.CheckHealthAsync(writes: false, CancellationToken.None));
    }

    [Fact]
    public async Task Somebody_who_no_longer_waits_is_not_told_that_MongoDB_is_away()
    {
        peer.Fault = name => name == "hello" ? PeerFault.None : PeerFault.Hang;
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.RunAsync(
            stop => Things.InsertOneAsync(new BsonDocument("_id", 1), null, stop), Patience, gone.Token));
    }

    [Fact]
    public async Task What_the_majority_did_not_confirm_is_not_done()
    {
        peer.Once("insert", PeerFault.WriteConcern);
        await Assert.ThrowsAsync<MongoUnavailableException>(() => store.RunAsync(
            stop => Things.InsertOneAsync(new BsonDocument("_id", 1), null, stop), Patience, CancellationToken.None));
        // And a key that is taken is nothing that waiting mends.
        peer.Once("insert", PeerFault.Duplicate);
        await Assert.ThrowsAsync<MongoWriteException>(() => store.RunAsync(
            stop => Things.InsertOneAsync(new BsonDocument("_id", 2), null, stop), Patience, CancellationToken.None));
    }

    /// <summary>
    /// Documents that a newer one has replaced are no failure, but what is not confirmed is, and what failed otherwise.
    /// </summary>
    [Fact]
    public async Task Only_what_a_newer_one_has_replaced_is_no_failure()
    {
        await Things.InsertOneAsync(new BsonDocument { ["_id"] = 1, ["version"] = 7 });
        foreach (var (fault, isOnlyNewer) in new[] { (PeerFault.None, true), (PeerFault.WriteConcern, false) })
        {
            peer.Once("update", fault);
            var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(
                () => Things.BulkWriteAsync([Guarded(1, 6)], new BulkWriteOptions { IsOrdered = false }));
            Assert.Equal((isOnlyNewer, !isOnlyNewer), (MongoFaults.IsOnlyNewer(error), MongoFaults.IsTransient(error)));
        }
        await Things.BulkWriteAsync([Guarded(1, 8), Guarded(2, 1)], new BulkWriteOptions { IsOrdered = false });
        Assert.Equal([8, 1], peer.Store["things"].Select(d => d["version"].AsInt32));
    }

    [Fact]
    public async Task Files_in_parts_come_back_as_they_were()
    {
        var bucket = new GridFSBucket(store.Database, new GridFSBucketOptions { BucketName = "evidence" });
        var bytes = Enumerable.Range(0, 600_000).Select(i => (byte)(i * 31)).ToArray();
        var id = await bucket.UploadFromBytesAsync("a", bytes);
        Assert.Equal(bytes, await bucket.DownloadAsBytesAsync(id));
        Assert.Equal(3, peer.Store["evidence.chunks"].Count);
        await bucket.DeleteAsync(id);
        Assert.Empty(peer.Store["evidence.chunks"]);
    }

    [Fact]
    public async Task Its_spans_come_from_the_source_that_is_exported_and_hold_no_query()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MongoStore.Spans,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await Things.Find(new BsonDocument("name", "七里香-spans")).ToListAsync();
        lock (spans)
        {
            Assert.NotEmpty(spans);
            Assert.DoesNotContain(spans.SelectMany(s => s.TagObjects), tag =>
                tag.Value?.ToString()?.Contains("七里香-spans", StringComparison.Ordinal) is true);
        }
    }

    private static ReplaceOneModel<BsonDocument> Guarded(int id, int version) => new(
        Builders<BsonDocument>.Filter.Eq("_id", id) & Builders<BsonDocument>.Filter.Lt("version", version),
        new BsonDocument { ["_id"] = id, ["version"] = version })
    { IsUpsert = true };
}
