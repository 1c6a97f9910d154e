using Takedown.Contracts;
using static Takedown.Contracts.KeyScope;

namespace Takedown.Core.Keys;

/// <summary>
/// Which scopes exist for a kind of organisation, and which a person's role may use. What a key may do is the
/// intersection of its own scopes with both, so that a change of the role takes effect at once.
/// </summary>
public static class ScopeRules
{
    public static ScopeSet OfKind(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Claimant => ScopeSet.Of(Send, Read, Register),
        OrganisationKind.Platform => ScopeSet.Of(Read, Respond, Register),
        OrganisationKind.Regulator => ScopeSet.Of(Send, Read, Decide, Register),
        OrganisationKind.Operator => ScopeSet.Of(Read, Decide, Register, Operate),
    };

    public static ScopeSet OfRole(PersonRole role) => role switch
    {
        PersonRole.Reader => ScopeSet.Of(Read),
        // An officer does the work of the organisation; people and keys are for its head.
        PersonRole.Officer => ScopeSet.All.Without(ScopeSet.Of(Register)),
        PersonRole.Head => ScopeSet.All,
    };

    /// <summary>
    /// What a body may do by its functions: a court reads only, an association is no authority and decides nothing.
    /// One that has another function besides is bound by neither.
    /// </summary>
    public static ScopeSet OfFunctions(IReadOnlyCollection<string> functions) =>
        functions.Count == 0 || functions.Any(f => f is not ("court" or "association")) ? ScopeSet.All
        : functions.Contains("association") ? ScopeSet.Of(Send, Read, Register)
        : ScopeSet.Of(Read, Register);

    /// <summary>What a key of the organisation, or of the person with the role, may have at most.</summary>
    public static ScopeSet Allowed(OrganisationKind kind, PersonRole? role) =>
        role is { } known ? OfKind(kind).And(OfRole(known)) : OfKind(kind);
}
