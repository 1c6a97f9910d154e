using System.Collections.Concurrent;
using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Core.Policies;

/// <summary>The properties of a notice by which its policy is chosen.</summary>
/// <param name="Regime">Code of the notice's regime.</param>
/// <param name="ServiceType">Service type of the platform, if it has one.</param>
/// <param name="WorkType">Type of the work, if the notice names one.</param>
/// <param name="Tier">Tier of the claimant.</param>
/// <param name="Country">Country of the platform.</param>
public readonly record struct PolicyQuery(
    string Regime, string? ServiceType, string? WorkType, Tier Tier, string Country);

/// <summary>
/// The policies in force. Immutable: a change of a policy creates a new set. The policy chosen for a notice is stored
/// with it by code and version.
/// </summary>
public sealed class PolicySet
{
    /// <summary>Code of the policy that applies when no other one matches.</summary>
    public const string DefaultCode = "DEFAULT";

    private readonly SlaPolicy[] _policies;
    private readonly ConcurrentDictionary<PolicyQuery, SlaPolicy> _chosen = new();
    private readonly FrozenSet<string> _regimes, _serviceTypes, _workTypes, _countries;

    /// <summary>Creates a set of one version of each policy, <see cref="DefaultCode"/> among them.</summary>
    /// <exception cref="ArgumentException">There is no default policy, or a code occurs twice.</exception>
    public PolicySet(IReadOnlyCollection<SlaPolicy> latestVersions)
    {
        _policies = [.. latestVersions];
        if (_policies.All(p => p.Code != DefaultCode))
            throw new ArgumentException("There is no default policy.", nameof(latestVersions));
        if (_policies.DistinctBy(p => p.Code).Count() < _policies.Length)
            throw new ArgumentException("A policy occurs twice.", nameof(latestVersions));
        _regimes = Mentioned(s => s.Regimes);
        _serviceTypes = Mentioned(s => s.ServiceTypes);
        _workTypes = Mentioned(s => s.WorkTypes);
        _countries = Mentioned(s => s.Countries);
    }

    /// <summary>The policies, one version each.</summary>
    public IReadOnlyList<SlaPolicy> All => _policies;

    internal int Remembered => _chosen.Count;

    /// <summary>
    /// Returns the matching policy of the highest rank; among equal ranks the one with the stricter act limit for the
    /// tier, then the one with the lower code. Ranks in descending order: orders, jurisdictions and regimes, pre-warned
    /// and live works, service and work types, the default (Packs/README.md).
    /// </summary>
    public SlaPolicy Choose(in PolicyQuery q)
    {
        if (_chosen.TryGetValue(q, out var policy)) return policy;

        // Values that no policy mentions all give the same result, and claimants may send any: cached as sent, they
        // would grow the cache without bound.
        var known = new PolicyQuery(
            Known(_regimes, q.Regime) ?? "",
            Known(_serviceTypes, q.ServiceType),
            Known(_workTypes, q.WorkType),
            q.Tier,
            Known(_countries, q.Country) ?? "");
        return _chosen.GetOrAdd(known, Search);
    }

    /// <summary>
    /// The policy of a notice about a key work (重点作品): that of the tier <see cref="Tier.Urgent"/> where its act limit
    /// is stricter than that of the sender's own tier; otherwise nothing changes.
    /// </summary>
    /// <returns>The policy, and the tier of the notice.</returns>
    public (SlaPolicy Policy, Tier Tier) ChooseRaised(in PolicyQuery q)
    {
        var own = Choose(q);
        if (q.Tier is Tier.Urgent or Tier.Order) return (own, q.Tier);
        var raised = Choose(q with { Tier = Tier.Urgent });
        return Limits.Length(ActLimit(raised, Tier.Urgent)) < Limits.Length(ActLimit(own, q.Tier))
            ? (raised, Tier.Urgent) : (own, q.Tier);
    }

    /// <summary>
    /// The policy of a notice whose tier is raised by one step, as a re-upload's is: where a policy for such notices
    /// knows that tier or a higher one below <see cref="Tier.Order"/>, and the act limit does not become longer.
    /// Otherwise nothing changes.
    /// </summary>
    /// <returns>The policy, and the tier of the notice.</returns>
    public (SlaPolicy Policy, Tier Tier) ChooseAbove(in PolicyQuery q)
    {
        var own = Choose(q);
        if (q.Tier is Tier.Urgent or Tier.Order) return (own, q.Tier);
        var above = q.Tier + 1;
        var raised = Choose(q with { Tier = above });
        var isKnown = Knows(raised, above)
            || (above is not Tier.Urgent && Knows(Choose(q with { Tier = Tier.Urgent }), Tier.Urgent));
        return isKnown && Limits.Length(ActLimit(raised, above)) <= Limits.Length(ActLimit(own, q.Tier))
            ? (raised, above) : (own, q.Tier);
    }

    private static bool Knows(SlaPolicy p, Tier tier) =>
        p.Selectors.Tiers.Contains(tier) || p.ActByTier?.ContainsKey(tier.Word()) is true;

    /// <summary>
    /// The act limit of a policy for a tier: the stricter of the general limit and the limit of the tier.
    /// </summary>
    public static TimeLimit ActLimit(SlaPolicy p, Tier tier) =>
        p.ActByTier is not null && p.ActByTier.TryGetValue(tier.Word(), out var own)
            ? Limits.Stricter(p.Deadlines.Act, own)
            : p.Deadlines.Act;

    private SlaPolicy Search(PolicyQuery q) => _policies
        .Where(p => p.Code == DefaultCode || Matches(p.Selectors, q))
        .OrderByDescending(p => p.Rank)
        .ThenBy(p => Limits.Length(ActLimit(p, q.Tier)))
        .ThenBy(p => p.Code, StringComparer.Ordinal)
        .First();

    private static bool Matches(PolicySelectors s, in PolicyQuery q) =>
        Fits(s.Regimes, q.Regime)
        && Fits(s.ServiceTypes, q.ServiceType)
        && Fits(s.WorkTypes, q.WorkType)
        && Fits(s.Tiers, q.Tier)
        && Fits(s.Countries, q.Country);

    private static bool Fits<T>(IReadOnlyList<T> allowed, T? value) =>
        allowed.Count == 0 || (value is not null && allowed.Contains(value));

    private static string? Known(FrozenSet<string> mentioned, string? word) =>
        word is not null && mentioned.Contains(word) ? word : null;

    private FrozenSet<string> Mentioned(Func<PolicySelectors, IReadOnlyList<string>> list) =>
        _policies.SelectMany(p => list(p.Selectors)).ToFrozenSet(StringComparer.Ordinal);
}
