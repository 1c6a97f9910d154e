using System.Globalization;
using Takedown.Contracts;

namespace Takedown.Core.Policies;

/// <summary>
/// What an agreement makes of a policy: the same with a stricter act limit, never a laxer one. It has a code of its
/// own, from which it can be made again, so that a notice keeps it like any other policy.
/// </summary>
public static class AgreedPolicies
{
    private const char Under = '@', Version = '.';

    /// <summary>Whether an agreed act limit is stricter than that of a policy for a tier.</summary>
    public static bool IsStricter(TimeLimit agreed, SlaPolicy policy, Tier tier) =>
        Limits.Length(agreed) < Limits.Length(PolicySet.ActLimit(policy, tier));

    /// <summary>The policy under an agreement; its version is that of the policy.</summary>
    public static SlaPolicy Of(SlaPolicy policy, Agreement agreement) => policy with
    {
        Code = $"{policy.Code}{Under}{agreement.Id}{Version}{agreement.Version}",
        Deadlines = policy.Deadlines with { Act = Limits.Stricter(policy.Deadlines.Act, agreement.ActLimit!) },
    };

    /// <summary>What a code is made of; null for the code of a policy without an agreement.</summary>
    public static (string Policy, string Agreement, int Version)? Parts(string code)
    {
        var (under, version) = (code.IndexOf(Under, StringComparison.Ordinal), code.LastIndexOf(Version));
        return under < 0 || version < under
            || !int.TryParse(
                code.AsSpan(version + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? null
            : (code[..under], code[(under + 1)..version], number);
    }

    /// <summary>All faults of the act limit of an agreement, as they stand in it.</summary>
    public static IReadOnlyList<Fault> Check(Agreement agreement)
    {
        var faults = new FaultList();
        faults.Check(agreement.ActLimit, "/actLimit");
        return faults.All;
    }
}
