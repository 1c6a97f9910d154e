using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Evidence;

/// <summary>A server whose evidence lies in MongoDB, and what its callers see when that fails or is full.</summary>
public sealed class EvidenceStoreFaultTests
{
    [Fact]
    public async Task A_store_that_fails_half_way_is_answered_503_and_leaves_neither_row_nor_file()
    {
        await using var peer = new MongoPeer();
        await using var own = await Disposable.StartAsync(
            ("Takedown:Evidence:Store", "mongodb"), ("Takedown:Mongo:ConnectionString", peer.ConnectionString));
        var (claimant, platform) =
            (await own.Server.ClaimantAsync(), await own.Server.PlatformAsync("mongo.example"));
        var file = Proofs.Png("half-way", 1_600_000);
        var hash = Proofs.HashOf(file);
        var inserts = 0;
        // As of a disk that is full: some chunks go through, then nothing is confirmed.
        peer.Fault = name =>
            name == "insert" && Interlocked.Increment(ref inserts) > 1 ? PeerFault.WriteConcern : PeerFault.None;

        Assert.Equal("evidence.unavailable", (await claimant.Api.PutFileAsync(file)).Must(503).Code);

        peer.Fault = _ => PeerFault.None;
        Assert.Empty(peer.Store["evidence.files"]);
        Assert.Empty(peer.Store["evidenceCatalogue"]);
        (await claimant.Api.GetAsync($"/v1/evidence/{hash}")).Must(404);
        Assert.Equal(0, (await claimant.Api.GetAsync("/v1/usage")).Must(200).Json.Long("evidenceBytesStored"));

        (await claimant.Api.PutFileAsync(file)).Must(201);
        (await claimant.Api.PutFileAsync(file)).Must(200);
        await claimant.DeliverAsync(platform, Sample.Notice("https://mongo.example/1", file: hash));
        Assert.True((await platform.ReadFileAsync(hash)).Bytes.SequenceEqual(file));
        var (status, part, _) = await platform.ReadFileAsync(hash, range: "bytes=1000000-1000099");
        Assert.Equal((206, true), (status, part.AsSpan().SequenceEqual(file.AsSpan(1_000_000, 100))));

        peer.GoAway();
        Assert.Equal("evidence.unavailable", (await platform.Api.GetAsync($"/v1/evidence/{hash}")).Must(503).Code);
    }

    [Fact]
    public async Task A_folder_that_is_full_or_gone_is_answered_503()
    {
        var folder = Directory.CreateTempSubdirectory("takedown-test-").FullName;
        var blocked = Path.Combine(folder, "evidence");
        await using var own = await Disposable.StartAsync(("Takedown:Evidence:Folder", blocked));
        var claimant = await own.Server.ClaimantAsync();
        await File.WriteAllTextAsync(blocked, "a file where the folder should be");

        Assert.Equal("evidence.unavailable", (await claimant.Api.PutFileAsync(Proofs.Png("a"))).Must(503).Code);
        (await claimant.Api.GetAsync("/v1/notices")).Must(200);

        File.Delete(blocked);
        (await claimant.Api.PutFileAsync(Proofs.Png("a"))).Must(201);
        Directory.Delete(folder, recursive: true);
    }
}
