using MongoDB.Bson;
using MongoDB.Driver;
using Takedown.Contracts.Json;
using Takedown.Core.Transparency;

namespace Takedown.Server.Transparency.Mongo;

/// <summary>The filters, pipelines and indexes of the public record. Each can be rendered without a server.</summary>
internal static class MongoQueries
{
    private static readonly FilterDefinitionBuilder<MongoEntry> Where = Builders<MongoEntry>.Filter;
    private static readonly IndexKeysDefinitionBuilder<MongoEntry> Keys = Builders<MongoEntry>.IndexKeys;

    /// <summary>Named, so that the same indexes made again are no change.</summary>
    public static IReadOnlyList<CreateIndexModel<MongoEntry>> Indexes { get; } =
    [
        Index("terms", Keys.Ascending(e => e.Terms).Descending(e => e.Id)),
        Index("platform", Keys.Ascending(e => e.Platform!.Id).Descending(e => e.Id)),
        Index("host", Keys.Ascending(e => e.Host).Descending(e => e.Id)),
        Index("regime", Keys.Ascending(e => e.Regime).Ascending(e => e.WorkType).Descending(e => e.Id)),
        Index("publishAt", Keys.Ascending(e => e.PublishAt)),
        Index("expireAt", Keys.Ascending(e => e.ExpireAt), expires: true),
    ];

    /// <summary>
    /// Replaces what is older. Where a newer one is stored the filter finds nothing, and the insert meets its key: that
    /// is no error.
    /// </summary>
    public static WriteModel<MongoEntry> Put(PublicEntry entry) => new ReplaceOneModel<MongoEntry>(
        Where.Eq(e => e.Id, entry.Id) & (Where.Lt(e => e.Version, entry.Version)
            | (Where.Eq(e => e.Version, entry.Version) & Where.Lt(e => e.Schema, entry.Schema))),
        MongoEntry.Of(entry))
    { IsUpsert = true };

    /// <summary>Figures of a later copy replace those of an earlier one.</summary>
    public static WriteModel<MongoCount> Put(PublicCount count)
    {
        var (where, document) = (Builders<MongoCount>.Filter, MongoCount.Of(count));
        return new ReplaceOneModel<MongoCount>(
            where.Eq(c => c.Id, document.Id) & where.Lte(c => c.Figures.At, count.At), document)
        { IsUpsert = true };
    }

    public static WriteModel<MongoReader> Put(RecordReaderKey key)
    {
        var where = Builders<MongoReader>.Filter;
        return new ReplaceOneModel<MongoReader>(
            where.Eq(r => r.Id, key.Hash) & where.Lt(r => r.Version, key.Version), MongoReader.Of(key))
        { IsUpsert = true };
    }

    public static FilterDefinition<MongoReader> Reader(byte[] hash) =>
        Builders<MongoReader>.Filter.Eq(r => r.Id, hash) & Builders<MongoReader>.Filter.Eq(r => r.Revoked, false);

    public static FilterDefinition<MongoEntry> Find(Guid id, DateTimeOffset now) =>
        Where.Eq(e => e.Id, id) & Where.Lte(e => e.PublishAt, now) & Where.Gt(e => e.ExpireAt, now);

    public static FilterDefinition<MongoEntry> Matches(PublicSearch search)
    {
        List<FilterDefinition<MongoEntry>> all =
        [
            Where.Lt(e => e.Id, PublicIds.Before(search)) & Where.Gt(e => e.Id, PublicIds.From(search)),
            Where.Exists(e => e.Hidden, false),
            Where.Lte(e => e.PublishAt, search.Now), Where.Gt(e => e.ExpireAt, search.Now),
        ];
        if (search.Terms.Count > 0) all.Add(Where.All(e => e.Terms, search.Terms));
        if (search.Platform is { } platform) all.Add(Where.Eq(e => e.Platform!.Id, platform));
        if (search.Host is { } host) all.Add(Where.Eq(e => e.Host, host));
        if (search.Regime is { } regime) all.Add(Where.Eq(e => e.Regime, regime));
        if (search.WorkType is { } type) all.Add(Where.Eq(e => e.WorkType, type));
        if (search.State is { } state) all.Add(Where.Eq(e => e.State, state.Word()));
        if (search.Measure is { } measure) all.Add(Where.Eq(e => e.Measure, measure.Word()));
        if (search.From is { } from) all.Add(Where.Gte(e => e.ReceivedAt, from));
        if (search.Before is { } before) all.Add(Where.Lt(e => e.ReceivedAt, before));
        return Where.And(all);
    }

    /// <summary>All fields in one pass over the newest matches.</summary>
    public static PipelineDefinition<MongoEntry, BsonDocument> Facets(PublicSearch search) =>
        new EmptyPipelineDefinition<MongoEntry>()
            .Match(Matches(search))
            .Sort(Builders<MongoEntry>.Sort.Descending(e => e.Id))
            .Limit(PublicFacets.MaxMatches)
            .AppendStage<MongoEntry, MongoEntry, BsonDocument>(new BsonDocument("$facet", new BsonDocument(
                PublicFacets.Names.Select(name => new BsonElement(name, FacetOf(name)))
                    .Append(new("all", new BsonArray { new BsonDocument("$count", "count") })))));

    /// <summary>
    /// A platform may have had several names, so its rows are put together before the first are taken.
    /// </summary>
    private static BsonArray FacetOf(string name)
    {
        var stages = new BsonArray
        {
            new BsonDocument("$match", new BsonDocument(name, new BsonDocument("$ne", BsonNull.Value))),
            new BsonDocument("$sortByCount", $"${name}"),
        };
        if (name == "platform") return stages;
        stages.Add(new BsonDocument("$sort", new BsonDocument { ["count"] = -1, ["_id"] = 1 }));
        stages.Add(new BsonDocument("$limit", PublicFacets.MaxValues));
        return stages;
    }

    private static CreateIndexModel<MongoEntry> Index(
        string name, IndexKeysDefinition<MongoEntry> keys, bool expires = false) =>
        new(keys, new CreateIndexOptions { Name = name, ExpireAfter = expires ? TimeSpan.Zero : null });
}
