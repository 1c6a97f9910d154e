using Takedown.Contracts;
using Takedown.Screens.Access;

namespace Takedown.Screens.Regulators;

/// <summary>The time limit to act that most of some platforms have.</summary>
internal static class ActLimits
{
    /// <returns>Null where it is in working days, or no platform is known.</returns>
    public static async Task<TimeSpan?> OfAsync(Screen screen, IReadOnlyCollection<Guid> platforms)
    {
        var policies = (await screen.Api.GetAsync<Page<SlaPolicy>>("/v1/policies")).Items;
        var usual = screen.Kind is OrganisationKind.Platform ? OwnPolicy(screen.Me!.Organisation, policies)
            : await CommonPolicyAsync(screen, platforms, policies);
        return usual?.Deadlines.Act is { Unit: LimitUnit.Running, Duration: { } limit } ? limit : null;
    }

    private static async Task<SlaPolicy?> CommonPolicyAsync(
        Screen screen, IReadOnlyCollection<Guid> platforms, IReadOnlyList<SlaPolicy> policies)
    {
        var code = (await screen.Api.AllAsync<PlatformListing>("/v1/platforms?limit=1000"))
            .Where(p => platforms.Contains(p.Id)).SelectMany(p => p.Policies.Take(1))
            .CountBy(c => c).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => c.Key).FirstOrDefault();
        return policies.FirstOrDefault(p => p.Code == code);
    }

    /// <summary>The policy of an ordinary notice; types of works may have stricter ones.</summary>
    private static SlaPolicy? OwnPolicy(OrganisationView own, IReadOnlyList<SlaPolicy> policies) => policies
        .Where(p => p.Selectors is { WorkTypes.Count: 0, Tiers.Count: 0 }
            && IsFor(p.Selectors.Regimes, own.Regime) && IsFor(p.Selectors.ServiceTypes, own.ServiceType)
            && IsFor(p.Selectors.Countries, own.Country))
        .MaxBy(p => p.Rank);

    private static bool IsFor(IReadOnlyList<string> words, string? word) =>
        words.Count == 0 || (word is not null && words.Contains(word));
}
