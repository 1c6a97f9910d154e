using Takedown.Contracts;
using Takedown.Core.Regimes;
using Takedown.Server.Registry;

namespace Takedown.Server.CounterNotices;

/// <summary>What the regime of a notice says of counter-notices, in its latest version.</summary>
internal static class RegimeRules
{
    public static RegimeCounterNotice RuleOf(RegistrySnapshot registry, string regime) =>
        registry.Regimes[regime].CounterNotice;

    /// <summary>Whether the claimant reads the evidence of the accused: the regime asks for it.</summary>
    public static bool ReleasesEvidence(RegistrySnapshot registry, string regime) =>
        RuleOf(registry, regime).Required.Contains("evidence");

    /// <summary>Whether a proceeding of this kind keeps the measure (<c>stops</c> of the regime).</summary>
    public static bool Stops(RegistrySnapshot registry, string regime, ProceedingKind kind) => kind switch
    {
        ProceedingKind.Suit or ProceedingKind.Preservation =>
            RuleOf(registry, regime).Stops is var words && (words.Contains("suit") || words.Contains("court-order")),
        // Arbitration is no court; where a complaint is enough, it is too.
        ProceedingKind.Complaint or ProceedingKind.Arbitration => RuleOf(registry, regime).Stops.Contains("complaint"),
    };

    /// <summary>The required elements that are missing. What is to be restored is named by the notices.</summary>
    public static IReadOnlyList<string> Missing(RegistrySnapshot registry, string regime, CounterNoticeInput input) =>
        CounterNoticeElements.Missing(registry.Regimes[regime], new()
        {
            Accused = input.Accused is not { } accused ? null : new()
            {
                Name = accused.Name,
                Email = accused.Email,
                Phone = accused.Phone,
                Address = accused.Address,
                Contact = accused.Contact,
            },
            HasLocation = true,
            Evidence = input.Evidence,
            Explanation = input.Explanation,
            Statements = input.Statements,
            ConsentToJurisdiction = input.ConsentToJurisdiction,
            Signature = input.Signature,
        });
}
