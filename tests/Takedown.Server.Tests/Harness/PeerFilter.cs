using MongoDB.Bson;

namespace Takedown.Server.Tests.Harness;

/// <summary>The filters and orders that our code sends, as MongoDB understands them.</summary>
internal static class PeerFilter
{
    public static bool Matches(BsonDocument document, BsonDocument filter) => filter.Elements.All(e => e.Name switch
    {
        "$and" => e.Value.AsBsonArray.All(part => Matches(document, part.AsBsonDocument)),
        "$or" => e.Value.AsBsonArray.Any(part => Matches(document, part.AsBsonDocument)),
        _ => e.Value is BsonDocument { ElementCount: > 0 } operators && operators.GetElement(0).Name[0] == '$'
            ? operators.Elements.All(o => Holds(At(document, e.Name), o.Name, o.Value))
            : Holds(At(document, e.Name), "$eq", e.Value),
    });

    public static IEnumerable<BsonDocument> Sorted(IEnumerable<BsonDocument> documents, BsonDocument sort)
    {
        IOrderedEnumerable<BsonDocument>? ordered = null;
        foreach (var by in sort.Elements)
        {
            BsonValue Key(BsonDocument d) => At(d, by.Name);
            ordered = (ordered, by.Value == 1) switch
            {
                (null, true) => documents.OrderBy(Key),
                (null, false) => documents.OrderByDescending(Key),
                ({ } before, true) => before.ThenBy(Key),
                ({ } before, false) => before.ThenByDescending(Key),
            };
        }
        return ordered ?? documents;
    }

    /// <summary>A field, or a field of a field.</summary>
    public static BsonValue At(BsonDocument document, string path)
    {
        BsonValue value = document;
        foreach (var name in path.Split('.'))
            value = value is BsonDocument inner && inner.TryGetValue(name, out var next) ? next : BsonNull.Value;
        return value;
    }

    private static bool Holds(BsonValue value, string name, BsonValue wanted) => name switch
    {
        "$eq" => Equal(value, wanted),
        "$ne" => !Equal(value, wanted),
        "$in" => wanted.AsBsonArray.Any(w => Equal(value, w)),
        "$nin" => !wanted.AsBsonArray.Any(w => Equal(value, w)),
        "$all" => wanted.AsBsonArray.All(w => Equal(value, w)),
        "$exists" => value.IsBsonNull != wanted.AsBoolean,
        "$lt" => Comparable(value, wanted) && value < wanted,
        "$lte" => Comparable(value, wanted) && value <= wanted,
        "$gt" => Comparable(value, wanted) && value > wanted,
        "$gte" => Comparable(value, wanted) && value >= wanted,
        _ => throw new NotSupportedException(name),
    };

    /// <summary>A list has a value if one of its elements is it.</summary>
    private static bool Equal(BsonValue value, BsonValue wanted) =>
        value == wanted || (value is BsonArray list && list.Contains(wanted));

    private static bool Comparable(BsonValue value, BsonValue wanted) =>
        value.BsonType == wanted.BsonType || (value.IsNumeric && wanted.IsNumeric);
}
