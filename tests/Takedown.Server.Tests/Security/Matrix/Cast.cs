using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>Somebody who calls.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Kind">The kind of its organisation; empty for a caller without a good key.</param>
/// <param name="Organisation">Its organisation.</param>
/// <param name="Scopes">The scopes of its key; <c>*</c> for all.</param>
/// <param name="Region">Of a regulator: how the regions that it covers begin.</param>
/// <param name="Function">Of a regulator.</param>
/// <param name="Api">Its connection.</param>
internal sealed record Caller(
    string Name, string Kind, Guid Organisation, string Scopes, Api Api, string Region = "-", string Function = "")
{
    public bool IsPerson => Name.EndsWith("'s reader", StringComparison.Ordinal);
    /// <summary>Whether it sends no key at all; a bad one is something else.</summary>
    public bool HasNone => Name == NoKey;

    public const string NoKey = "no key";

    public bool Has(string scope) => Scopes == "*" || Scopes.Split(' ').Contains(scope);
}

/// <summary>An object that belongs to somebody.</summary>
/// <param name="Kind">As in <see cref="Operation.Object"/>.</param>
/// <param name="Id">Its id, or its code.</param>
/// <param name="Owner">The organisation that it belongs to; of a notice, the claimant.</param>
/// <param name="Platform">The platform it is about, if any.</param>
/// <param name="Region">The region of that platform.</param>
internal sealed record Thing(string Kind, string Id, Guid Owner, Guid Platform = default, string Region = "")
{
    /// <summary>An id that nothing has.</summary>
    public static readonly Guid Nowhere = Guid.Parse("019a0000-0000-7000-8000-000000000000");

    public bool IsUnknown => Owner == Nowhere;

    public static Thing Unknown(string kind) => new(kind, $"{Nowhere}", Nowhere, Nowhere);
}

/// <summary>The rules of who sees what, a second time and without the server.</summary>
internal static class Model
{
    public static bool Sees(Caller caller, Thing thing) => thing switch
    {
        // A PUT of a new code makes it.
        { Kind: "new-cluster" or "new-evidence" or "new-agreement" } => true,
        { IsUnknown: true } => false,
        { Kind: "policy" or "calendar" or "regime" or "axis" } => true,
        // Each body has its own.
        { Kind: "watch" } => thing.Owner == caller.Organisation,
        // Shared, but only the organisation's own keys delete it.
        { Kind: "saved-view" } => thing.Owner == caller.Organisation && !caller.IsPerson,
        { Kind: "policy" or "calendar" or "regime" or "axis" or "month" } => true,
        { Kind: "policy" or "calendar" or "regime" or "axis" or "body" or "cluster" or "published-notice" } => true,
        _ when caller.Kind == "operator" => true,
        { Kind: "notice" or "evidence" or "counter-notice" or "proceeding" or "dispute" or "mediation" } =>
            thing.Owner == caller.Organisation
            || thing.Platform == caller.Organisation
            || (Covers(caller, thing) && caller.Function == "copyright"),
        { Kind: "account-action" or "account-appeal" or "account-blacklist" or "score-appeal" or "batch-part" } =>
            thing.Owner == caller.Organisation || (Covers(caller, thing) && caller.Function == "copyright"),
        // Of both claimants there are notices in each region.
        { Kind: "claimant-score" } => thing.Owner == caller.Organisation || caller.Kind == "regulator",
        { Kind: "register" } => true,
        { Kind: "register-row" or "field-work" } => thing.Owner == caller.Organisation,
        // Read by the bodies in its regions too.
        { Kind: "campaign" or "campaign-task" } => caller.Kind == "regulator"
            && caller.Region.StartsWith(thing.Region[..7], StringComparison.Ordinal),
        { Kind: "escalation" } => Covers(caller, thing) && caller.Function == "copyright",
        { Kind: "lead" } => thing.Owner == caller.Organisation,
        { Kind: "platform" } => thing.Owner == caller.Organisation || Covers(caller, thing),
        _ => thing.Owner == caller.Organisation,
    };

    private static bool Covers(Caller caller, Thing thing) =>
        caller.Kind == "regulator" && thing.Region.StartsWith(caller.Region, StringComparison.Ordinal);

    /// <summary>The second scope is that of platforms.</summary>
    private static string ScopeOf(Operation operation, Caller caller)
    {
        var scopes = operation.Scope.Split(' ');
        return caller.Kind == "platform" ? scopes[^1] : scopes[0];
    }

    /// <summary>What a call must come to.</summary>
    public static Expected Of(Operation operation, Caller caller, Thing? thing, string? parameter, Thing? named)
    {
        if (!operation.LooksAtKeys) return thing is null ? Expected.Open : new(404, "not-found");
        if (operation.IsOpen && caller.HasNone)
            return thing is { IsUnknown: true } ? new(404, "not-found") : Expected.Open;
        if (caller.Kind.Length == 0) return new(401, "");
        if (!operation.Kinds.Split(' ').Contains(caller.Kind)) return new(403, "forbidden");
        if (operation.Scope != "any" && !caller.Has(ScopeOf(operation, caller))) return new(403, "scope.missing");
        if (thing is not null && !Sees(caller, thing)) return new(404, "not-found");
        // A key that may not register turns off only itself and those of its person; the keys here are of others.
        if (operation is { Method: "DELETE", Object: "key" } && !caller.Has("register"))
            return new(403, "scope.missing");
        // The operator searches all acts, also for an organisation that is not there.
        var all = named?.Kind == "organisation" && caller.Kind == "operator";
        if (named is not null && operation.Hides(parameter!) && !all && !Sees(caller, named))
            return new(404, "not-found");
        // The callers here that may decide have keys of organisations, and a person decides.
        return operation.NeedsPerson ? new(403, "person.required") : Expected.Open;
    }
}

/// <summary>The status and the code of a refusal, or <see cref="Open"/>.</summary>
internal sealed record Expected(int Status, string Code)
{
    /// <summary>Not refused. A read and an end succeed, and what has a body is asked with a bad one.</summary>
    public static readonly Expected Open = new(0, "");

    public bool Holds(Operation operation, Answer answer) => this != Open
        ? answer.Status == Status && answer.MediaType == "application/problem+json"
            && (Code.Length == 0 || answer.Code == Code)
        : operation switch
        {
            { IsStream: true } or { Body: not null } => answer.Status == 400,
            { NeedsMore: true } => answer.Status is 200 or 400 || answer.Code == "link.unknown",
            { Method: "GET" } or { Ends: true } => answer.Status is 200 or 204,
            _ => answer.Status is 200 or 201 or 204 or 409 or 429,
        };
}
