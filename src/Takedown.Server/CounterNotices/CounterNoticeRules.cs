using Takedown.Contracts;
using Takedown.Core.Regimes;
using Takedown.Server.Registry;

namespace Takedown.Server.CounterNotices;

/// <summary>
/// What the regime of a notice says of counter-notices, in its latest version. What concerns one that is filed stands
/// with it (<see cref="CounterNoticeItemRow"/>): a later version changes nothing about it.
/// </summary>
internal static class CounterNoticeRules
{
    public static RegimeCounterNotice RuleOf(RegistrySnapshot registry, string regime) =>
        registry.Regimes[regime].CounterNotice;

    /// <summary>Whether a proceeding of this kind keeps the measure (<c>stops</c> of the regime).</summary>
    public static bool Stops(IReadOnlyList<string> stops, ProceedingKind kind) => kind switch
    {
        ProceedingKind.Suit or ProceedingKind.Preservation => stops.Contains("suit") || stops.Contains("court-order"),
        // Arbitration is no court; where a complaint is enough, it is too.
        ProceedingKind.Complaint or ProceedingKind.Arbitration => stops.Contains("complaint"),
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
