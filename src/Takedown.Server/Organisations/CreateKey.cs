using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Keys;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

/// <summary>Makes keys: of an organisation, of a person, and the caller's own next one.</summary>
internal sealed class CreateKey(
    KeyRegister keys, StoredAnswers answers, AuditLog audit, KeyInputValidator validator, Ids ids)
{
    public static async Task<Results<Created<KeyCreated>, ProblemHttpResult>> OfOrganisationAsync(
        Guid id, HttpContext http, CreateKey create, OrganisationStore organisations)
    {
        if (!http.Caller().Sees(id)) return Problems.NotFound(http);
        var (input, problem) = await create.ReadAsync(http);
        if (problem is not null) return problem;
        if (await organisations.FindAsync(id) is not { } owner) return Problems.NotFound(http);
        return await create.MakeAsync(http, owner.Kind, id, null, input!, owner.FunctionList);
    }

    public static async Task<Results<Created<KeyCreated>, ProblemHttpResult>> OfPersonAsync(
        Guid id, HttpContext http, CreateKey create, OrganisationStore organisations, PeopleStore people)
    {
        if (await people.FindAsync(id) is not { } person || !http.Caller().Sees(person.OrganisationId))
            return Problems.NotFound(http);
        var (input, problem) = await create.ReadAsync(http);
        if (problem is not null) return problem;
        var owner = await organisations.FindAsync(person.OrganisationId);
        return await create.MakeAsync(http, owner!.Kind, owner.Id, person, input!, owner.FunctionList);
    }

    /// <summary>
    /// The caller's next key. Without the scope <c>register</c> it cannot be wider than the key that asks: not in
    /// scopes, not in networks, and it ends no later. It is its successor, of which one may be active.
    /// </summary>
    public static async Task<Results<Created<KeyCreated>, ProblemHttpResult>> OwnAsync(
        HttpContext http, CreateKey create, PeopleStore people)
    {
        var (input, problem) = await create.ReadAsync(http);
        if (problem is not null) return problem;
        var caller = http.Caller();
        var isSuccessor = !caller.Scopes.Has(KeyScope.Register);
        if (isSuccessor)
        {
            var wider = (input!.ExpiresAt > caller.ExpiresAt)
                || (caller.Addresses.Count > 0 && input.Addresses is not null);
            if (wider) return Problems.ScopeMissing(http, ScopeSet.Of(KeyScope.Register));
            input = input with
            {
                ExpiresAt = input.ExpiresAt ?? caller.ExpiresAt,
                Addresses = input.Addresses ?? (caller.Addresses.Count > 0 ? caller.Addresses : null),
            };
        }
        input = input! with { Scopes = input.Scopes ?? caller.Scopes.List };
        var person = caller.PersonId is { } id ? await people.FindAsync(id) : null;
        return await create.MakeAsync(
            http, caller.Kind, caller.Id, person, input, [], rotatedFrom: isSuccessor ? caller.KeyId : null);
    }

    private async Task<(KeyInput? Input, ProblemHttpResult? Problem)> ReadAsync(HttpContext http)
    {
        var (input, problem) = await OptionalBody.ReadAsync(http, TakedownJson.Default.KeyInput, () => new());
        if (problem is not null) return (null, problem);
        var faults = validator.FaultsOf(input!);
        return faults.Count > 0 ? (null, Problems.Invalid(http, faults)) : (input, null);
    }

    private async Task<Results<Created<KeyCreated>, ProblemHttpResult>> MakeAsync(
        HttpContext http, OrganisationKind kind, Guid organisationId, Person? person, KeyInput input,
        IReadOnlyCollection<string> functions, Guid? rotatedFrom = null)
    {
        var (scopes, problem) = Grants.ScopesFor(http, organisationId, kind, person?.Role, input, functions);
        if (problem is not null) return problem;
        var key = new NewKey
        {
            Id = ids.Next(),
            Text = NewKey.NewText(kind),
            OrganisationId = organisationId,
            PersonId = person?.Id,
            Name = input.Name?.Trim(),
            Scopes = scopes,
            Addresses = input.Addresses is { } list
                ? [.. list.Select(a => AddressList.Canonical(a)!).Distinct()]
                : null,
            ExpiresAt = input.ExpiresAt,
            RotatedFrom = rotatedFrom,
        };
        var act = http.Act("key.create", key.Id);
        var (made, refused) = await answers.OnceAsync(http, TakedownJson.Default.KeyCreated, async s =>
        {
            // Read again: a person that is being retired must not get a key.
            if (person is not null && await PeopleStore.FindAsync(s, person.Id) is not { RetiredAt: null })
                return (null, Problems.Conflict(http, "person.retired"));
            if (await keys.AddAsync(s, key) is { } obstacle) return (null, Problems.Conflict(http, obstacle));
            await audit.AddAsync(s, act, null, await keys.RecordAsync(s, key.Id), TakedownJson.Default.KeyView);
            return (key.View, null);
        });
        return refused is not null ? refused : TypedResults.Created($"/v1/keys/{made!.Id}", made);
    }
}
