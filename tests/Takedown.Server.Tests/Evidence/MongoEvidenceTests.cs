using Takedown.Server.Evidence;
using Takedown.Server.Tests.Harness;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Tests.Evidence;

/// <summary>
/// The store in MongoDB: the contract with the real driver against a peer in this process always, against a MongoDB
/// where there is one; and what goes wrong half-way.
/// </summary>
[Trait("Database", "unused")]
public sealed class MongoEvidenceTests : IAsyncLifetime
{
    private readonly MongoPeer peer = new();
    private readonly HandClock clock = new();
    private readonly MongoStore mongo;
    private readonly MongoEvidence store;

    public MongoEvidenceTests() => store = new(mongo = new(peer.ConnectionString), clock);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        mongo.Dispose();
        await peer.DisposeAsync();
    }

    [Theory, MemberData(nameof(EvidenceContract.Names), MemberType = typeof(EvidenceContract))]
    public Task The_contract_holds_with_the_driver(string part) => EvidenceContract.RunAsync(part, store, clock);

    [MongoTheory, MemberData(nameof(EvidenceContract.Names), MemberType = typeof(EvidenceContract))]
    public async Task The_contract_holds_on_MongoDB(string part)
    {
        await using var server = await TestMongo.CreateAsync();
        using var real = new MongoStore(server.ConnectionString);
        await EvidenceContract.RunAsync(part, new MongoEvidence(real, clock), clock);
    }

    /// <summary>Names, types and write concern are what other programs and the shards rely on.</summary>
    [Fact]
    public async Task The_catalogue_names_a_random_attempt_and_its_bytes()
    {
        var hash = await EvidenceContract.KeepAsync(store, Proofs.Png("a", 300_000));

        var entry = Assert.Single(peer.Store["evidenceCatalogue"]);
        Assert.Equal(["_id", "file", "length", "mediaType", "storedAt"], entry.Names.Order(StringComparer.Ordinal));
        Assert.Equal(hash.Bytes, entry["_id"].AsByteArray);
        Assert.Equal(4, entry["file"].AsGuid.Version);
        Assert.Equal((300_000, "image/png"), (entry["length"].AsInt64, entry["mediaType"].AsString));
        var file = Assert.Single(peer.Store["evidence.files"]);
        Assert.Equal((entry["file"], hash.Text), (file["_id"], file["filename"].AsString));
        Assert.Equal(2, peer.Store["evidence.chunks"].Count);
        Assert.All(peer.Commands.Where(c => c.Names.First() is "insert"), c =>
            Assert.Equal(("majority", true), (c["writeConcern"]["w"].AsString, c["writeConcern"]["j"].AsBoolean)));
    }

    [Theory]
    [InlineData(nameof(PeerFault.WriteConcern))]
    [InlineData(nameof(PeerFault.NotPrimary))]
    [InlineData(nameof(PeerFault.Cut))]
    public async Task A_stream_that_fails_half_way_commits_nothing_and_leaves_the_other_chunks(string trouble)
    {
        var whole = Proofs.Png("a", 1_600_000);
        var hash = await EvidenceContract.KeepAsync(store, whole);
        var fault = Enum.Parse<PeerFault>(trouble);
        var inserts = 0;
        // The first set of chunks goes through, what follows does not.
        peer.Fault = name => name == "insert" && Interlocked.Increment(ref inserts) > 1 ? fault : PeerFault.None;

        await Assert.ThrowsAsync<EvidenceStoreException>(() => EvidenceContract.KeepAsync(store, whole));
        await Assert.ThrowsAsync<EvidenceStoreException>(
            () => EvidenceContract.KeepAsync(store, Proofs.Png("b", 1_600_000)));

        peer.Fault = _ => PeerFault.None;
        Assert.Single(peer.Store["evidence.files"]);
        Assert.Equal([hash], await EvidenceContract.HashesAsync(store));
        await using (var content = (await store.OpenAsync(hash, CancellationToken.None))!)
            Assert.Equal(Proofs.HashOf(whole), await HashOfAsync(content));
        await store.DeleteAttemptsAsync(TimeProvider.System.GetUtcNow().AddHours(1), CancellationToken.None);
        Assert.Equal(7, peer.Store["evidence.chunks"].Count);
    }

    /// <summary>
    /// What the catalogue did not confirm may be named or not: it is left to the sweep, and stored again it is whole.
    /// </summary>
    [Fact]
    public async Task A_catalogue_that_does_not_answer_costs_no_bytes()
    {
        var file = Proofs.Png("a", 300_000);
        peer.Fault = name => name == "insert" && peer.Store["evidence.files"].Count > 0
            ? PeerFault.WriteConcern : PeerFault.None;
        await Assert.ThrowsAsync<EvidenceStoreException>(() => EvidenceContract.KeepAsync(store, file));
        peer.Fault = _ => PeerFault.None;

        var hash = await EvidenceContract.KeepAsync(store, file);

        await using var content = (await store.OpenAsync(hash, CancellationToken.None))!;
        Assert.Equal(hash.Text, await HashOfAsync(content));
        await store.DeleteAttemptsAsync(TimeProvider.System.GetUtcNow().AddHours(1), CancellationToken.None);
        Assert.Single(peer.Store["evidence.files"]);
    }

    [Fact]
    public async Task An_entry_whose_bytes_are_lost_gets_those_that_come_again()
    {
        var file = Proofs.Png("a", 300_000);
        var hash = await EvidenceContract.KeepAsync(store, file);
        await mongo.Database.DropCollectionAsync("evidence.files");
        Assert.Null(await store.OpenAsync(hash, CancellationToken.None));

        await EvidenceContract.KeepAsync(store, file);

        await using var content = (await store.OpenAsync(hash, CancellationToken.None))!;
        Assert.Equal(hash.Text, await HashOfAsync(content));
    }

    private static async Task<string> HashOfAsync(Stream content) =>
        Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(content));
}
