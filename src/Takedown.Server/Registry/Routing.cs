using Takedown.Contracts;
using Takedown.Core.Routing;

namespace Takedown.Server.Registry;

/// <summary>Why something went to a body: who, by which rule, and where the body was found.</summary>
/// <param name="BodyId">The body, or the operator.</param>
/// <param name="Rule">The rule.</param>
/// <param name="FoundIn">The region of the body; null for the operator.</param>
/// <param name="Unit">The unit inside it.</param>
internal sealed record Routing(Guid BodyId, RoutingRule Rule, string? FoundIn, BodyUnit? Unit);

/// <summary>Place, then function (属地管理, 谁主管谁负责).</summary>
internal static class RoutingRules
{
    /// <param name="registry">The registry.</param>
    /// <param name="region">The place.</param>
    /// <param name="function">The function that the regime's table gives.</param>
    /// <param name="serviceType">Service type of the platform, for the units of the body.</param>
    public static Routing Route(
        this RegistrySnapshot registry, string region, string function, string? serviceType)
    {
        if (registry.RegulatorsByRegion.Find(region, function) is not var (id, found))
            return new(registry.OperatorId, RoutingRule.Operator, null, null);
        var rule = registry.Regulators[id].CoverList.Count > 0 ? RoutingRule.Covers
            : found == region ? RoutingRule.SameRegion : RoutingRule.RegionAbove;
        return new(id, rule, found, registry.Units.GetValueOrDefault(id)?.FirstOrDefault(
            unit => Takes(unit.Functions, function) && Takes(unit.ServiceTypes, serviceType)));
    }

    private static bool Takes(IReadOnlyList<string>? words, string? word) =>
        words is not { Count: > 0 } || (word is not null && words.Contains(word));
}
