using MongoDB.Bson;
using MongoDB.Driver;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Transparency.Mongo;

/// <summary>Sums of the public record by intervals.</summary>
internal static class MongoHistory
{
    private static readonly FilterDefinitionBuilder<MongoEntry> Where = Builders<MongoEntry>.Filter;

    /// <summary>The field by whose values is summed.</summary>
    public static string FieldOf(HistoryAxis by) => by switch
    {
        HistoryAxis.Work => "workTitle",
        HistoryAxis.WorkType => "workType",
        HistoryAxis.Host => "host",
        HistoryAxis.Platform => "platform.name",
        HistoryAxis.Regime => "regime",
    };

    /// <summary>The keys with most notices.</summary>
    public static PipelineDefinition<MongoEntry, BsonDocument> Keys(PublicHistory history) =>
        Scope(Matches(history)).AppendStage<MongoEntry, MongoEntry, BsonDocument>(
                new BsonDocument("$sortByCount", $"${FieldOf(history.By)}"))
            .Sort(new BsonDocument { ["count"] = -1, ["_id"] = 1 })
            .Limit(PublicHistory.MaxKeys);

    /// <summary>The sums of these keys.</summary>
    public static PipelineDefinition<MongoEntry, BsonDocument> Rows(PublicHistory history, IEnumerable<BsonValue> keys)
    {
        BsonDocument Sum(BsonValue holds) =>
            new("$sum", new BsonDocument("$cond", new BsonArray { holds, 1, 0 }));
        BsonDocument IsState(NoticeState state) => new("$eq", new BsonArray { "$state", state.Word() });
        var group = new BsonDocument
        {
            ["_id"] = new BsonDocument { ["interval"] = IntervalOf(history), ["key"] = $"${FieldOf(history.By)}" },
            ["notices"] = new BsonDocument("$sum", 1),
            ["removed"] = Sum(IsState(NoticeState.Removed)),
            ["rejected"] = Sum(IsState(NoticeState.Rejected)),
            ["escalated"] = Sum("$escalated"),
        };
        return Scope(Matches(history) & Where.In(FieldOf(history.By), keys))
            .AppendStage<MongoEntry, MongoEntry, BsonDocument>(new BsonDocument("$group", group))
            .Sort(new BsonDocument { ["_id.interval"] = 1, ["notices"] = -1, ["_id.key"] = 1 });
    }

    public static HistoryRow RowOf(BsonDocument row, HistoryAxis by) => new()
    {
        Interval = row["_id"]["interval"].ToInt32(),
        Key = row["_id"]["key"].AsString,
        Name = by is HistoryAxis.Platform ? row["_id"]["key"].AsString : null,
        Notices = row["notices"].ToInt64(),
        Removed = row["removed"].ToInt64(),
        Rejected = row["rejected"].ToInt64(),
        Escalated = row["escalated"].ToInt64(),
    };

    private static PipelineDefinition<MongoEntry, MongoEntry> Scope(FilterDefinition<MongoEntry> matches) =>
        new EmptyPipelineDefinition<MongoEntry>().Match(matches);

    private static FilterDefinition<MongoEntry> Matches(PublicHistory history)
    {
        var matches = Where.Gte(e => e.ReceivedAt, history.Bounds[0]) & Where.Lt(e => e.ReceivedAt, history.Bounds[^1])
            & Where.Exists(e => e.Hidden, false) & Where.Lte(e => e.PublishAt, history.Now)
            & Where.Gt(e => e.ExpireAt, history.Now) & Where.Ne<string?>(FieldOf(history.By), null);
        return history.Platforms is { } platforms ? matches & Where.In(e => e.Platform!.Id, platforms) : matches;
    }

    /// <summary>The number of the interval; the last one is what none of the others is.</summary>
    private static BsonDocument IntervalOf(PublicHistory history)
    {
        var last = history.Bounds.Count - 2;
        var branches = Enumerable.Range(1, last).Select(i => new BsonDocument
        {
            ["case"] = new BsonDocument("$lt", new BsonArray { "$receivedAt", history.Bounds[i].UtcDateTime }),
            ["then"] = i - 1,
        });
        return last == 0 ? new("$literal", 0)
            : new("$switch", new BsonDocument { ["branches"] = new BsonArray(branches), ["default"] = last });
    }
}
