using MongoDB.Bson;

namespace Takedown.Server.Tests.Harness;

/// <summary>The stages of a pipeline that our code sends.</summary>
internal static class PeerPipeline
{
    public static IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> from, BsonArray stages)
    {
        var rows = from;
        foreach (var stage in stages.Select(s => s.AsBsonDocument.GetElement(0)))
        {
            rows = stage.Name switch
            {
                "$match" => rows.Where(d => PeerFilter.Matches(d, stage.Value.AsBsonDocument)),
                "$sort" => PeerFilter.Sorted(rows, stage.Value.AsBsonDocument),
                "$skip" => rows.Skip(stage.Value.ToInt32()),
                "$limit" => rows.Take(stage.Value.ToInt32()),
                "$project" => rows,
                "$count" => Counted(rows, stage.Value.AsString),
                "$sortByCount" => rows.GroupBy(d => PeerFilter.At(d, stage.Value.AsString[1..]))
                    .OrderByDescending(g => g.Count())
                    .Select(g => new BsonDocument { ["_id"] = g.Key, ["count"] = g.Count() }),
                "$facet" => Facets([.. rows], stage.Value.AsBsonDocument),
                "$group" => Grouped(rows, stage.Value.AsBsonDocument),
                _ => throw new NotSupportedException(stage.Name),
            };
        }
        return [.. rows];
    }

    private static IEnumerable<BsonDocument> Counted(IEnumerable<BsonDocument> rows, string name) =>
        rows.Count() is > 0 and var n ? [new BsonDocument(name, n)] : [];

    private static IEnumerable<BsonDocument> Grouped(IEnumerable<BsonDocument> rows, BsonDocument stage) =>
        rows.GroupBy(d => Value(d, stage["_id"])).Select(g =>
        {
            var group = new BsonDocument("_id", g.Key);
            foreach (var sum in stage.Elements.Skip(1))
                group[sum.Name] = g.Sum(d => Value(d, sum.Value["$sum"]).ToInt64());
            return group;
        });

    /// <summary>The value of an expression for a document.</summary>
    private static BsonValue Value(BsonDocument d, BsonValue expression)
    {
        if (expression is BsonString { Value: ['$', .. var path] }) return PeerFilter.At(d, path);
        if (expression is not BsonDocument { ElementCount: > 0 } parts) return expression;
        var (name, given) = (parts.GetElement(0).Name, parts.GetElement(0).Value);
        BsonValue At(int i) => Value(d, given[i]);
        return name switch
        {
            "$literal" => given,
            "$eq" => At(0) == At(1),
            "$lt" => At(0) < At(1),
            "$cond" => At(0).ToBoolean() ? At(1) : At(2),
            "$switch" => given["branches"].AsBsonArray.FirstOrDefault(b => Value(d, b["case"]).AsBoolean) is { } met
                ? met["then"] : given["default"],
            _ => new BsonDocument(parts.Elements.Select(e => new BsonElement(e.Name, Value(d, e.Value)))),
        };
    }

    private static IEnumerable<BsonDocument> Facets(IReadOnlyList<BsonDocument> rows, BsonDocument facets) =>
        [new(facets.Elements.Select(f => new BsonElement(f.Name, new BsonArray(Run(rows, f.Value.AsBsonArray)))))];
}
