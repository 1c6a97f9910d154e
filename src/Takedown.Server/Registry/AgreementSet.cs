using System.Collections.Concurrent;
using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Policies;

namespace Takedown.Server.Registry;

/// <summary>
/// The agreements in memory. A claimant without one costs the intake one look-up for a batch; the policies under
/// agreements are made when they are first asked for.
/// </summary>
internal sealed class AgreementSet
{
    private readonly FrozenDictionary<(string Id, int Version), Agreement> all;
    private readonly FrozenDictionary<Guid, AgreementTerms[]> byClaimant;
    private readonly ConcurrentDictionary<(string Policy, int Version, string Id, int Of), SlaPolicy> made = new();

    /// <param name="versions">All versions of all agreements.</param>
    public AgreementSet(IReadOnlyList<Agreement> versions)
    {
        all = versions.ToFrozenDictionary(a => (a.Id, a.Version));
        InForce = [.. versions.GroupBy(a => a.Id, StringComparer.Ordinal).Select(g => g.MaxBy(a => a.Version)!)
            .OrderBy(a => a.Id, StringComparer.Ordinal)];
        byClaimant = InForce.Select(a => new AgreementTerms(a, a.Platforms.ToFrozenSet()))
            .SelectMany(t => t.Agreement.Claimants, (terms, claimant) => (claimant, terms))
            .GroupBy(p => p.claimant).ToFrozenDictionary(g => g.Key, g => g.Select(p => p.terms).ToArray());
    }

    /// <summary>The latest version of each, by id.</summary>
    public IReadOnlyList<Agreement> InForce { get; }

    /// <summary>What a claimant has agreed; null for nothing.</summary>
    public AgreementTerms[]? Of(Guid claimant) => byClaimant.GetValueOrDefault(claimant);

    /// <summary>The policy under the strictest agreement that makes it stricter, or else itself.</summary>
    public SlaPolicy Apply(
        AgreementTerms[] agreed, Organisation platform, SlaPolicy policy, Tier tier, DateTimeOffset now)
    {
        var day = ReportZone.Of(platform.Region).DayOf(now);
        Agreement? strictest = null;
        foreach (var (agreement, platforms) in agreed)
        {
            if (platforms.Contains(platform.Id) && agreement.From <= day && !(agreement.To < day)
                && AgreedPolicies.IsStricter(agreement.ActLimit!, policy, tier)
                && (strictest is null || Length(agreement) < Length(strictest)))
                strictest = agreement;
        }
        return strictest is null ? policy : Made(policy, strictest);
    }

    /// <summary>The policy under an agreement by the code that notices keep.</summary>
    public SlaPolicy? Find(string code, int version, Func<string, int, SlaPolicy?> policies) =>
        AgreedPolicies.Parts(code) is var (policy, id, of)
        && all.TryGetValue((id, of), out var agreement) && policies(policy, version) is { } found
            ? Made(found, agreement) : null;

    private static TimeSpan Length(Agreement agreement) => Core.Policies.Limits.Length(agreement.ActLimit!);

    private SlaPolicy Made(SlaPolicy policy, Agreement agreement) => made.GetOrAdd(
        (policy.Code, policy.Version, agreement.Id, agreement.Version),
        static (_, of) => AgreedPolicies.Of(of.policy, of.agreement), (policy, agreement));
}

/// <summary>An agreement with its platforms at hand.</summary>
internal sealed record AgreementTerms(Agreement Agreement, FrozenSet<Guid> Platforms);
