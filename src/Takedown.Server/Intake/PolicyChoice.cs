using Takedown.Contracts;
using Takedown.Core.Policies;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>The policies and tiers of the notices of one sender.</summary>
internal sealed class PolicyChoice(RegistrySnapshot registry, Organisation claimant, TimeProvider time)
{
    private readonly AgreementTerms[]? agreed = registry.Agreements.Of(claimant.Id);

    public (SlaPolicy Policy, Tier Tier) Of(string regime, Organisation platform, Work? work)
    {
        var query = QueryOf(regime, platform, work, claimant.SendingTier);
        var (policy, tier) = registry.KeyWorks.Lists(work, platform.Region, time.GetUtcNow())
            ? registry.Policies.ChooseRaised(query) : (registry.Policies.Choose(query), query.Tier);
        return (Agreed(policy, platform, tier), tier);
    }

    /// <summary>The route of a re-upload: its tier is raised one step where a policy knows it.</summary>
    public Route Raised(Route route, Work? work)
    {
        var (policy, tier) = registry.Policies.ChooseAbove(QueryOf(route.Regime, route.Platform, work, route.Tier));
        return tier == route.Tier ? route
            : route with { Policy = Agreed(policy, route.Platform, tier), Tier = tier };
    }

    private static PolicyQuery QueryOf(string regime, Organisation platform, Work? work, Tier tier) =>
        new(regime, platform.ServiceType, work?.Type, tier, platform.Country);

    private SlaPolicy Agreed(SlaPolicy policy, Organisation platform, Tier tier) => agreed is null ? policy
        : registry.Agreements.Apply(agreed, platform, policy, tier, time.GetUtcNow());
}
