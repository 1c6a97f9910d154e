using Takedown.Contracts;
using Takedown.Core.Routing;

namespace Takedown.Server.Registry;

/// <summary>
/// Bodies above and beside each other: the tree of the regions, and the explicit superiors of bodies beside it.
/// </summary>
internal static class BodyTree
{
    /// <summary>More steps than there are levels; a chain of explicit superiors has no circle.</summary>
    private const int MaxSteps = 16;

    /// <summary>
    /// Whether a body stands above another, at any distance: by its explicit superiors, and from the last of them on
    /// in the tree of the regions within a common function.
    /// </summary>
    public static bool IsAbove(this RegistrySnapshot registry, Guid upper, Guid lower)
    {
        if (upper == lower || !registry.Regulators.TryGetValue(upper, out var above)) return false;
        var below = registry.Regulators.GetValueOrDefault(lower);
        for (var step = 0; below?.ParentId is { } parent && step < MaxSteps; step++)
        {
            if (parent == upper) return true;
            below = registry.Regulators.GetValueOrDefault(parent);
        }
        return below is not null && below.Places.All(place => above.Holds(place) && !above.Places.Contains(place))
            && above.FunctionList.Intersect(below.FunctionList).Any();
    }

    /// <summary>The bodies that have a body among their explicit superiors.</summary>
    public static IReadOnlyList<Guid> ExplicitlyBelow(this RegistrySnapshot registry, Guid upper) =>
        [.. registry.Regulators.Values.Where(b => b.ParentId is not null && registry.IsExplicitlyAbove(upper, b))
            .Select(b => b.Id)];

    private static bool IsExplicitlyAbove(this RegistrySnapshot registry, Guid upper, Organisation body)
    {
        for (var (step, next) = (0, body.ParentId); next is { } parent && step < MaxSteps; step++)
        {
            if (parent == upper) return true;
            next = registry.Regulators.GetValueOrDefault(parent)?.ParentId;
        }
        return false;
    }

    /// <summary>
    /// Whether two bodies share leads: both lie in one region cluster and have a function in common. A body of the
    /// whole country is in none.
    /// </summary>
    public static bool SharesLeads(this RegistrySnapshot registry, Guid bodyA, Guid bodyB) =>
        bodyA != bodyB
        && registry.Regulators.TryGetValue(bodyA, out var one) && registry.Regulators.TryGetValue(bodyB, out var other)
        && one.FunctionList.Intersect(other.FunctionList).Any()
        && registry.RegionClusters.Any(cluster => IsIn(one, cluster) && IsIn(other, cluster));

    private static bool IsIn(Organisation body, RegionCluster cluster) =>
        body.Places.Any(place => cluster.Regions.Any(region => Region.IsWithin(place, region)));
}
