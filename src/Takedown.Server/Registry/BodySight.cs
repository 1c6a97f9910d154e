namespace Takedown.Server.Registry;

/// <summary>How much of everybody's rows a body sees.</summary>
internal static class BodySight
{
    private const int Country = 2;

    /// <summary>
    /// Whether a body has a whole country with at least half of the platforms. Then the rows of all are the shortest
    /// way to a page of its own; a smaller body is looked up by its places.
    /// </summary>
    public static bool SeesMost(this RegistrySnapshot registry, Organisation body) =>
        body.Places.Any(place => place.Length == Country)
        && registry.Platforms.Values.Count(p => body.Holds(p.Region)) * 2 >= registry.Platforms.Count;
}
