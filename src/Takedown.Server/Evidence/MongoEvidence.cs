using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;
using Takedown.Core.Evidence;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Evidence;

/// <summary>
/// Evidence in MongoDB: the bytes in GridFS under an id of their attempt, and a catalogue that says which attempt has
/// the file of a hash. A hash as the id of the bytes would let an attempt that is given up take the chunks of the file
/// that is there.
/// </summary>
internal sealed class MongoEvidence : IEvidenceFiles
{
    private const string Bucket = "evidence";
    private const int Set = 500;

    /// <summary>Bounds each call; the driver bounds each of its tries.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How far back the sweep looks for chunks without a file. It runs more often than that.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(7);

    private static readonly WriteConcern Durable = WriteConcern.WMajority.With(journal: true);

    private readonly MongoStore mongo;
    private readonly TimeProvider time;
    private readonly GridFSBucket<Guid> bucket;
    private readonly IMongoCollection<CatalogueEntry> catalogue;
    private readonly IMongoCollection<BsonDocument> chunks, files;

    public MongoEvidence(MongoStore mongo, TimeProvider time)
    {
        (this.mongo, this.time) = (mongo, time);
        bucket = new(mongo.Database, new GridFSBucketOptions { BucketName = Bucket, WriteConcern = Durable });
        catalogue = mongo.Database.GetCollection<CatalogueEntry>("evidenceCatalogue")
            .WithWriteConcern(Durable).WithReadConcern(ReadConcern.Majority);
        chunks = mongo.Database.GetCollection<BsonDocument>(bucket.Options.BucketName + ".chunks");
        files = mongo.Database.GetCollection<BsonDocument>(bucket.Options.BucketName + ".files");
    }

    public Task<IEvidenceAttempt> BeginAsync(CancellationToken stop) => RunAsync<IEvidenceAttempt>(async limit =>
    {
        var id = MongoAttempt.NewId();
        var stream = await bucket.OpenUploadStreamAsync(id, $"{id:N}", MongoAttempt.Options, limit);
        return new MongoAttempt(this, id, stream);
    }, stop);

    public async Task<StoredEvidence?> FindAsync(EvidenceHash hash, CancellationToken stop) =>
        await RunAsync(limit => EntryAsync(hash, limit), stop) is { } entry ? entry.Stored : null;

    public Task<Stream?> OpenAsync(EvidenceHash hash, CancellationToken stop) => RunAsync<Stream?>(async limit =>
    {
        if (await EntryAsync(hash, limit) is not { } entry) return null;
        try
        {
            return await bucket.OpenDownloadStreamAsync(
                entry.File, new GridFSDownloadOptions { Seekable = true }, limit);
        }
        catch (GridFSFileNotFoundException)
        {
            return null;
        }
    }, stop);

    public async IAsyncEnumerable<StoredEvidence> AllAsync([EnumeratorCancellation] CancellationToken stop)
    {
        using var found = await RunAsync(
            limit => catalogue.Find(FilterDefinition<CatalogueEntry>.Empty).ToCursorAsync(limit), stop);
        while (await RunAsync(found.MoveNextAsync, stop))
        {
            foreach (var entry in found.Current) yield return entry.Stored;
        }
    }

    public Task DeleteAsync(EvidenceHash hash, CancellationToken stop) => RunAsync(async limit =>
    {
        if (await EntryAsync(hash, limit) is not { } entry) return false;
        await catalogue.DeleteOneAsync(
            Of(entry.Id) & Builders<CatalogueEntry>.Filter.Eq(c => c.File, entry.File), limit);
        await DropAsync(entry.File, limit);
        return true;
    }, stop);

    public async Task<int> DeleteAttemptsAsync(DateTimeOffset before, CancellationToken stop) =>
        await RunAsync(limit => DeleteClosedAsync(before, limit), stop)
        + await RunAsync(limit => DeleteCutAsync(before, limit), stop);

    /// <summary>Names the attempt as the file of its hash, or gives it up because somebody was first.</summary>
    public Task CatalogueAsync(
        Guid attempt, EvidenceHash hash, long length, string mediaType, CancellationToken stop) =>
        RunAsync(async limit =>
        {
            // So that the sweep finds its entry by the hash.
            await bucket.RenameAsync(attempt, hash.Text, limit);
            var entry = CatalogueEntry.Of(hash, attempt, length, mediaType, time.GetUtcNow());
            try
            {
                await catalogue.InsertOneAsync(entry, null, limit);
                return true;
            }
            catch (MongoWriteException error) when (error.WriteError?.Category is ServerErrorCategory.DuplicateKey)
            {
                return await RenewAsync(entry, limit);
            }
        }, stop);

    /// <summary>The file that is there becomes young again; one whose bytes are lost is replaced.</summary>
    private async Task<bool> RenewAsync(CatalogueEntry entry, CancellationToken limit)
    {
        var there = await catalogue.Find(Of(entry.Id)).FirstOrDefaultAsync(limit);
        // The answer to the insert was lost, and it was sent again.
        if (there?.File == entry.File) return true;
        var isWhole = there is not null && await files.Find(new BsonDocument
        {
            ["_id"] = Bson(there.File), ["length"] = entry.Length,
        }).AnyAsync(limit);
        var set = Builders<CatalogueEntry>.Update.Set(c => c.StoredAt, entry.StoredAt);
        if (!isWhole) set = set.Set(c => c.File, entry.File);
        await catalogue.UpdateOneAsync(Of(entry.Id), set, null, limit);
        if (isWhole) await DropAsync(entry.File, limit);
        return true;
    }

    /// <summary>Attempts that were written to their end and are the file of no hash.</summary>
    private async Task<int> DeleteClosedAsync(DateTimeOffset before, CancellationToken limit)
    {
        var old = await files.Find(Builders<BsonDocument>.Filter.Lt("uploadDate", before.UtcDateTime))
            .Project(new BsonDocument { ["filename"] = 1 }).ToListAsync(limit);
        var removed = 0;
        foreach (var set in old.Chunk(Set))
        {
            List<byte[]> named = [.. set.Select(f => EvidenceHash.TryParse(f["filename"].AsString, out var hash)
                ? hash.Bytes : null).OfType<byte[]>()];
            var kept = (await catalogue.Find(Builders<CatalogueEntry>.Filter.In(c => c.Id, named)).ToListAsync(limit))
                .Select(c => c.File).ToHashSet();
            foreach (var file in set.Select(f => f["_id"].AsGuid).Where(id => !kept.Contains(id)))
            {
                await DropAsync(file, limit);
                removed++;
            }
        }
        return removed;
    }

    /// <summary>Chunks of attempts that were cut before their end.</summary>
    private async Task<int> DeleteCutAsync(DateTimeOffset before, CancellationToken limit)
    {
        var range = Builders<BsonDocument>.Filter;
        var first = await chunks.Find(range.Eq("n", 0)
                & range.Gte("_id", ObjectId.GenerateNewId((before - Reach).UtcDateTime))
                & range.Lt("_id", ObjectId.GenerateNewId(before.UtcDateTime)))
            .Project(new BsonDocument { ["files_id"] = 1 }).ToListAsync(limit);
        var removed = 0;
        foreach (var set in first.Select(c => c["files_id"]).Chunk(Set))
        {
            var whole = (await files.Find(range.In("_id", set)).Project(new BsonDocument { ["_id"] = 1 })
                .ToListAsync(limit)).Select(f => f["_id"]).ToHashSet();
            foreach (var cut in set.Where(id => !whole.Contains(id)))
            {
                await chunks.DeleteManyAsync(range.Eq("files_id", cut), limit);
                removed++;
            }
        }
        return removed;
    }

    private async Task<CatalogueEntry?> EntryAsync(EvidenceHash hash, CancellationToken limit) =>
        await catalogue.Find(Of(hash.Bytes)).FirstOrDefaultAsync(limit);

    private static FilterDefinition<CatalogueEntry> Of(byte[] hash) =>
        Builders<CatalogueEntry>.Filter.Eq(c => c.Id, hash);

    private async Task DropAsync(Guid file, CancellationToken limit)
    {
        try
        {
            await bucket.DeleteAsync(file, limit);
        }
        catch (GridFSFileNotFoundException)
        {
            // Another sweep was first.
        }
    }

    private static BsonBinaryData Bson(Guid id) => new(id, GuidRepresentation.Standard);

    internal async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken stop)
    {
        try
        {
            return await mongo.RunAsync(work, Patience, stop);
        }
        catch (Exception error) when (error is MongoUnavailableException or MongoException)
        {
            throw new EvidenceStoreException("The MongoDB of the evidence cannot be used.", error);
        }
    }
}
