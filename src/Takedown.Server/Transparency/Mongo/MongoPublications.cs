using MongoDB.Driver;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Transparency.Mongo;

/// <summary>What bodies publish, copied to where a process that is public only reads it.</summary>
internal sealed class MongoPublications(MongoStore mongo)
{
    public const string Collection = "publications";

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(30);
    private static readonly FilterDefinitionBuilder<MongoPublication> Where = Builders<MongoPublication>.Filter;

    private readonly IMongoCollection<MongoPublication> all =
        mongo.Database.GetCollection<MongoPublication>(Collection);

    /// <summary>Those after an id, oldest first.</summary>
    public async Task<IReadOnlyList<PublicNotice>> PageAsync(
        PublicationKind? kind, Guid after, int take, CancellationToken cancellation)
    {
        var filter = Where.Gt(p => p.Id, after);
        if (kind is { } one) filter &= Where.Eq(p => p.Kind, one.Word());
        var found = await mongo.RunAsync(stop => all
            .WithReadPreference(ReadPreference.SecondaryPreferred)
            .Find(filter, new FindOptions { MaxTime = MaxTime }).SortBy(p => p.Id).Limit(take).ToListAsync(stop),
            Patience, cancellation);
        return [.. found.Select(p => p.Notice).OfType<PublicNotice>()];
    }

    /// <summary>A later copy replaces an earlier one.</summary>
    public async Task PutAsync(
        IReadOnlyList<PublicNotice> changed, DateTimeOffset now, CancellationToken cancellation)
    {
        if (changed.Count == 0) return;
        List<WriteModel<MongoPublication>> writes = [.. changed.Select(p => new ReplaceOneModel<MongoPublication>(
            Where.Eq(d => d.Id, p.Id) & Where.Lte(d => d.At, now), MongoPublication.Of(p, now)) { IsUpsert = true })];
        try
        {
            await mongo.RunAsync(
                stop => all.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, stop),
                WritePatience, cancellation);
        }
        catch (MongoBulkWriteException error) when (MongoFaults.IsOnlyNewer(error))
        {
            // Another process was here with newer ones.
        }
    }
}
