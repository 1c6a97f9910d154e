using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Keys;
using Takedown.Server.Auditing;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Organisations;

/// <summary>Keys of organisations and the caller's own; those of people are in <see cref="PeopleApi"/>.</summary>
internal static class KeysApi
{
    private const string Sizes = "The key is shown once. An organisation may have two active keys without a name, for "
        + "rotation, and twenty with one; a person may have five.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Registry").For(Operator, Claimant, Platform, Regulator);

        group.MapPost("/organisations/{id:guid}/keys", CreateKey.OfOrganisationAsync).Scope(KeyScope.Register)
            .Idempotent()
            .Describe("createKey", "Create a key of an organisation",
                $"The operator creates keys of any organisation; others create their own. {Sizes}")
            .Accepts<KeyInput>("application/json").Answers<KeyCreated>(201).Fails(400, 404, 409);

        group.MapGet("/organisations/{id:guid}/keys", ListAsync).Scope(KeyScope.Read)
            .Describe("listKeys", "List the keys of an organisation and its people",
                "The operator lists those of any organisation; others list their own.")
            .Answers<Page<KeyView>>().Fails(404);

        group.MapDelete("/keys/{id:guid}", RevokeAsync).AnyScope()
            .Describe("revokeKey", "Revoke a key with immediate effect",
                "Every key may revoke itself and the other keys of its person. With the scope register, an "
                + "organisation revokes its own keys and the operator any key. Long polls and streams of the key end.")
            .Answers(204).Fails(404, 409);

        group.MapGet("/me", GetMeAsync).AnyScope()
            .Describe("getMe", "Read who you are: organisation, key, person and scopes")
            .Answers<MeView>();

        group.MapPost("/me/keys", CreateKey.OwnAsync).AnyScope().Idempotent()
            .Describe("createMyKey", "Create your next key",
                "Without the scope register, the new key has no more scopes and networks than the key of the request "
                + $"and ends no later. {Sizes}")
            .Accepts<KeyInput>("application/json").Answers<KeyCreated>(201).Fails(400, 409);
    }

    private static async Task<Results<Ok<Page<KeyView>>, ProblemHttpResult>> ListAsync(
        Guid id, HttpContext http, OrganisationStore store, KeyRegister keys)
    {
        if (!http.Caller().Sees(id) || await store.FindAsync(id) is null) return Problems.NotFound(http);
        return TypedResults.Ok(new Page<KeyView>(await keys.ListAsync(id), null));
    }

    private static async Task<Ok<MeView>> GetMeAsync(
        HttpContext http, OrganisationStore organisations, PeopleStore people, KeyRegister keys)
    {
        var caller = http.Caller();
        var organisation = await organisations.FindAsync(caller.Id);
        var key = await keys.FindAsync(caller.KeyId);
        var person = caller.PersonId is { } id ? await people.FindAsync(id) : null;
        return TypedResults.Ok(new MeView
        {
            Kind = caller.Kind,
            Organisation = organisation!.View(),
            Key = keys.ViewOf(key!),
            Person = person?.View,
            Scopes = caller.Scopes.List,
            ExpiresAt = caller.ExpiresAt,
        });
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id, HttpContext http, Database database, KeyRegister keys, AuditLog audit, ChangeNotifier notifier)
    {
        var (caller, act) = (http.Caller(), http.Act("key.revoke", id));
        var problem = await database.WriteAsync(async s =>
        {
            if (await KeyRegister.FindAsync(s, id) is not { RevokedAt: null } key || !caller.Sees(key.OrganisationId))
                return Problems.NotFound(http);
            var own = key.Id == caller.KeyId || (key.PersonId is not null && key.PersonId == caller.PersonId);
            if (!own && !caller.Scopes.Has(KeyScope.Register))
                return Problems.ScopeMissing(http, ScopeSet.Of(KeyScope.Register));
            await KeyRegister.LockAsync(s, key.OrganisationId);
            if (KeyRegister.IsWayIn(key) && !KeyRegister.RemainsIn(
                (await KeyRegister.OfOrganisationAsync(s, key.OrganisationId)).Where(k => k.Id != key.Id)))
                return Problems.Conflict(http, "key.last");
            await keys.RevokeAsync(s, key);
            await audit.AddAsync(
                s, act, keys.ViewOf(key), await keys.RecordAsync(s, id), TakedownJson.Default.KeyView);
            return null;
        });
        if (problem is not null) return problem;
        notifier.Notify(ChangeTopic.Keys);
        return TypedResults.NoContent();
    }
}
