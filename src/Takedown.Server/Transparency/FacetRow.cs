using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Transparency;

/// <summary>One value of one field with its number of matches, as the SQL database gives it.</summary>
internal sealed record FacetRow
{
    public string Field { get; init; } = "";
    public long? Number { get; init; }
    public Guid? Id { get; init; }
    public string? Word { get; init; }
    public string? Name { get; init; }
    public long Count { get; init; }

    public static IReadOnlyList<FacetCount> CountsOf(IEnumerable<FacetRow> rows) =>
        [.. rows.OrderByDescending(r => r.Count).ThenBy(r => r.Value, StringComparer.Ordinal)
            .Take(PublicFacets.MaxValues).Select(r => new FacetCount(r.Value, r.Name, r.Count))];

    private string Value => Field switch
    {
        "platform" => Id!.Value.ToString(),
        "state" => ((NoticeState)Number!.Value).Word(),
        "measure" => ((Measure)Number!.Value).Word(),
        _ => Word!,
    };
}
