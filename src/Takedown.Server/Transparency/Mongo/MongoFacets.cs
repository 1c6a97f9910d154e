using MongoDB.Bson;

namespace Takedown.Server.Transparency.Mongo;

/// <summary>Reads what <see cref="MongoQueries.Facets"/> finds.</summary>
internal static class MongoFacets
{
    public static IReadOnlyList<FacetCount> CountsOf(string field, BsonArray rows)
    {
        var counts = field == "platform"
            ? rows.GroupBy(row => row["_id"]["id"].AsGuid).Select(g => new FacetCount(
                $"{g.Key}", g.First()["_id"]["name"].AsString, g.Sum(row => row["count"].ToInt64())))
            : rows.Select(row => new FacetCount(row["_id"].AsString, null, row["count"].ToInt64()));
        return [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)
            .Take(PublicFacets.MaxValues)];
    }
}
