using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Keys;
using Takedown.Server.Http;

namespace Takedown.Server.Organisations;

/// <summary>
/// Who may give which scopes. Within its own organisation nobody gives a scope that its own key does not have;
/// the operator gives keys of other organisations whatever their kind allows.
/// </summary>
internal static class Grants
{
    /// <summary>The scopes of a new key; otherwise why it may not have them.</summary>
    public static (ScopeSet Scopes, ProblemHttpResult? Problem) ScopesFor(
        HttpContext http, Guid organisationId, OrganisationKind kind, PersonRole? role, KeyInput input,
        IReadOnlyCollection<string> functions)
    {
        var caller = http.Caller();
        var own = caller.Id == organisationId;
        var allowed = ScopeRules.Allowed(kind, role).And(ScopeRules.OfFunctions(functions));
        List<InputFault> faults = [.. (input.Scopes ?? []).Index().Where(s => !allowed.Has(s.Item))
            .Select(s => new InputFault(
                $"/scopes/{s.Index}", "scope.not-allowed", Words(ScopeSet.Of(s.Item)), Words(allowed)))];
        if (faults.Count > 0) return (default, Problems.Invalid(http, faults));
        var wanted = input.Scopes is { } given ? ScopeSet.Of(given) : own ? allowed.And(caller.Scopes) : allowed;
        if (wanted.IsEmpty) return (default, Problems.ScopeMissing(http, allowed));
        return own && !caller.Scopes.Covers(wanted)
            ? (default, Problems.ScopeMissing(http, wanted.Without(caller.Scopes)))
            : (wanted, null);
    }

    /// <summary>
    /// A sign-in may do all that the role allows, so only a key that may do the same gives it to a person.
    /// </summary>
    public static ProblemHttpResult? SignInProblem(
        HttpContext http, Guid organisationId, OrganisationKind kind, PersonRole role)
    {
        var missing = ScopeRules.Allowed(kind, role).Without(http.Caller().Scopes);
        return http.Caller().Id != organisationId || missing.IsEmpty ? null : Problems.ScopeMissing(http, missing);
    }

    private static string Words(ScopeSet scopes) =>
        string.Join(", ", scopes.List.Select(Contracts.Json.Kebab.Word));
}
