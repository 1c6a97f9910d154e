using MongoDB.Driver;
using Takedown.Core.Transparency;
using Takedown.Server.Hosting;
using Takedown.Storage.Mongo;

namespace Takedown.Server.Transparency.Mongo;

/// <summary>
/// The public record in MongoDB. It is written and its cursor read with the majority; what the public reads may be
/// some seconds older and come from any member.
/// </summary>
internal sealed class MongoPublicRecord : IPublicRecord
{
    /// <summary>What it is made of: a user who only reads needs no more.</summary>
    public static readonly IReadOnlyList<string> Collections =
        ["publicNotices", "publicCounts", "projections", "readers", MongoPublications.Collection];

    /// <summary>What a search may take of the server, and what a caller waits for it.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan MaxReportTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(30);

    /// <summary>The driver allows no smaller one.</summary>
    private static readonly TimeSpan MaxStaleness = TimeSpan.FromSeconds(90);

    private readonly MongoStore mongo;
    private readonly IMongoCollection<MongoEntry> entries, read;
    private readonly IMongoCollection<MongoCount> counts, readCounts;
    private readonly IMongoCollection<MongoCursor> cursors;
    private readonly IMongoCollection<MongoReader> readers;

    public MongoPublicRecord(MongoStore mongo, TakedownOptions options)
    {
        this.mongo = mongo;
        var anyMember = new ReadPreference(ReadPreferenceMode.SecondaryPreferred, maxStaleness: MaxStaleness);
        entries = mongo.Database.GetCollection<MongoEntry>("publicNotices");
        counts = mongo.Database.GetCollection<MongoCount>("publicCounts");
        (read, readCounts) = (entries.WithReadPreference(anyMember), counts.WithReadPreference(anyMember));
        readers = mongo.Database.GetCollection<MongoReader>("readers").WithReadPreference(anyMember);
        // Who only shows the record says of when it is as it shows it; a projector asks the member that it writes to.
        cursors = mongo.Database.GetCollection<MongoCursor>("projections").WithReadConcern(ReadConcern.Majority)
            .WithReadPreference(options.IsPublicOnly ? anyMember : ReadPreference.PrimaryPreferred);
    }

    public async Task<PublicPage> SearchAsync(PublicSearch search, CancellationToken cancellation)
    {
        if (search.IsVain) return new([], null);
        var found = await mongo.RunAsync(stop => read
            .Find(MongoQueries.Matches(search), new FindOptions { MaxTime = MaxTime })
            .SortByDescending(e => e.Id).Limit(search.Limit + 1).ToListAsync(stop), Patience, cancellation);
        return new(
            [.. found.Take(search.Limit).Select(e => e.Notice).OfType<Core.Transparency.PublicNotice>()],
            found.Count > search.Limit ? found[search.Limit - 1].Id : null);
    }

    public async Task<PublicEntry?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = await mongo.RunAsync(stop => read
            .Find(MongoQueries.Find(id, now), new FindOptions { MaxTime = MaxTime })
            .FirstOrDefaultAsync(stop), Patience, cancellation);
        return found?.Entry;
    }

    public async Task<PublicFacets> FacetsAsync(PublicSearch search, CancellationToken cancellation)
    {
        if (search.IsVain) return PublicFacets.None;
        var facets = await mongo.RunAsync(async stop => await (await read.AggregateAsync(
                MongoQueries.Facets(search), new AggregateOptions { MaxTime = MaxTime }, stop)).SingleAsync(stop),
            Patience, cancellation);
        var all = facets["all"].AsBsonArray is [var counted] ? counted["count"].ToInt64() : 0;
        return new(all, all == PublicFacets.MaxMatches, PublicFacets.Names.ToDictionary(
            name => name, name => MongoFacets.CountsOf(name, facets[name].AsBsonArray)));
    }

    public Task<IReadOnlyList<HistoryRow>> HistoryAsync(PublicHistory history, CancellationToken cancellation) =>
        mongo.RunAsync<IReadOnlyList<HistoryRow>>(async stop =>
        {
            var options = new AggregateOptions { MaxTime = MaxReportTime };
            var keys = await (await read.AggregateAsync(MongoHistory.Keys(history), options, stop)).ToListAsync(stop);
            var rows = await (await read.AggregateAsync(
                MongoHistory.Rows(history, keys.Select(k => k["_id"])), options, stop)).ToListAsync(stop);
            return [.. rows.Select(row => MongoHistory.RowOf(row, history.By))];
        }, MaxReportTime + MaxReportTime, cancellation);

    public Task<IReadOnlyList<PublicCount>> CountsAsync(
        string fromMonth, string toMonth, Guid? platform, CancellationToken cancellation) =>
        mongo.RunAsync<IReadOnlyList<PublicCount>>(async stop =>
        {
            var where = Builders<MongoCount>.Filter;
            // A month is followed by a space, which comes before every other character that may follow.
            var filter = where.Gte(c => c.Id, fromMonth) & where.Lt(c => c.Id, $"{toMonth}!");
            if (platform is { } one) filter &= where.Eq(c => c.Figures.PlatformId, one);
            var found = await readCounts.Find(filter, new FindOptions { MaxTime = MaxTime })
                .SortBy(c => c.Id).ToListAsync(stop);
            return [.. found.Select(c => c.Figures)];
        }, Patience, cancellation);

    public async Task<RecordCursor> CursorAsync(CancellationToken cancellation) =>
        (await mongo.RunAsync(stop => cursors
            .Find(c => c.Id == MongoCursor.Record, new FindOptions { MaxTime = MaxTime })
            .FirstOrDefaultAsync(stop), Patience, cancellation))?.Cursor ?? RecordCursor.Zero;

    public Task OpenAsync(CancellationToken cancellation) => mongo.RunAsync(
        stop => entries.Indexes.CreateManyAsync(MongoQueries.Indexes, stop), WritePatience, cancellation);

    public Task ApplyAsync(IReadOnlyList<PublicEntry> changed, CancellationToken cancellation) =>
        WriteAsync(entries, [.. changed.Select(MongoQueries.Put)], cancellation);

    public async Task<bool> MoveAsync(RecordCursor from, RecordCursor to, CancellationToken cancellation)
    {
        var where = Builders<MongoCursor>.Filter;
        var asRead = where.Eq(c => c.Id, MongoCursor.Record) & where.Eq(c => c.Tx, from.Tx)
            & where.Eq(c => c.Seq, from.Seq) & where.Lte(c => c.Schema, to.Schema);
        var moved = Builders<MongoCursor>.Update.Set(c => c.Tx, to.Tx).Set(c => c.Seq, to.Seq)
            .Set(c => c.At, to.At).Set(c => c.Schema, to.Schema);
        // In a new or an emptied record there is none yet.
        var options = new UpdateOptions { IsUpsert = from.Tx == 0 && from.Seq == 0 };
        try
        {
            var done = await mongo.RunAsync(
                stop => cursors.UpdateOneAsync(asRead, moved, options, stop), WritePatience, cancellation);
            return done.MatchedCount == 1 || done.UpsertedId is not null;
        }
        catch (MongoWriteException error) when (error.WriteError?.Category is ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    public Task PutCountsAsync(IReadOnlyList<PublicCount> changed, CancellationToken cancellation) =>
        WriteAsync(counts, [.. changed.Select(MongoQueries.Put)], cancellation);

    public async Task<Guid?> FindReaderAsync(byte[] hash, CancellationToken cancellation) =>
        (await mongo.RunAsync(stop => readers
            .Find(MongoQueries.Reader(hash), new FindOptions { MaxTime = MaxTime })
            .FirstOrDefaultAsync(stop), Patience, cancellation))?.Reader;

    public Task PutReadersAsync(IReadOnlyList<RecordReaderKey> changed, CancellationToken cancellation) =>
        WriteAsync(readers, [.. changed.Select(MongoQueries.Put)], cancellation);

    /// <summary>MongoDB does it itself, by the index on <c>expireAt</c>.</summary>
    public Task<int> DeleteExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellation) =>
        Task.FromResult(0);

    /// <summary>
    /// The cursor goes first: if this ends half-way, the record is written anew, and nothing is missing.
    /// </summary>
    public Task EmptyAsync(CancellationToken cancellation) => mongo.RunAsync(async stop =>
    {
        await cursors.DeleteOneAsync(c => c.Id == MongoCursor.Record, stop);
        await mongo.Database.DropCollectionAsync(entries.CollectionNamespace.CollectionName, stop);
        await mongo.Database.DropCollectionAsync(counts.CollectionNamespace.CollectionName, stop);
        await entries.Indexes.CreateManyAsync(MongoQueries.Indexes, stop);
    }, WritePatience, cancellation);

    private async Task WriteAsync<T>(
        IMongoCollection<T> collection, IReadOnlyList<WriteModel<T>> writes, CancellationToken cancellation)
    {
        if (writes.Count == 0) return;
        try
        {
            await mongo.RunAsync(
                stop => collection.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, stop),
                WritePatience, cancellation);
        }
        catch (MongoBulkWriteException error) when (MongoFaults.IsOnlyNewer(error))
        {
            // Another projector was here with newer ones.
        }
    }
}
