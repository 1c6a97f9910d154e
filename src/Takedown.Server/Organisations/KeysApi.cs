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
                "Every key may revoke itself, the other keys of its person, and those of its line: which made it, or "
                + "which it made without the scope register. With the scope register, an organisation revokes its own "
                + "keys and the operator any key. Long polls and streams of the key end. Successors that the key made "
                + "without register are revoked too, unless the key revokes itself or a successor revokes it, which "
                + "ends a rotation.")
            .Answers(204).Fails(404, 409);

        group.MapGet("/me", GetMeAsync).AnyScope()
            .Describe("getMe", "Read who you are: organisation, key, person and scopes")
            .Answers<MeView>();

        group.MapPost("/me/keys", CreateKey.OwnAsync).AnyScope().Idempotent()
            .Describe("createMyKey", "Create your next key",
                "Without the scope register, the new key is the successor of the key of the request: it has no more "
                + "scopes and networks and ends no later, and only one other key of the line may be active. "
                + Sizes)
            .Accepts<KeyInput>("application/json").Answers<KeyCreated>(201).Fails(400, 409);
    }

    private static async Task<Results<Ok<Page<KeyView>>, ProblemHttpResult>> ListAsync(
        Guid id, HttpContext http, OrganisationStore store, KeyRegister keys)
    {
        if (!http.Caller().Sees(id) || await store.FindAsync(id) is null) return Problems.NotFound(http);
        return TypedResults.Ok(new Page<KeyView>(await keys.ListAsync(id), null));
    }

    private static async Task<Ok<MeView>> GetMeAsync(
        HttpContext http, OrganisationStore organisations, PeopleStore people, KeyRegister keys,
        RegistryCache registryCache)
    {
        var caller = http.Caller();
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        var organisation = await organisations.FindAsync(caller.Id);
        var key = await keys.FindAsync(caller.KeyId);
        var person = caller.PersonId is { } id ? await people.FindAsync(id) : null;
        return TypedResults.Ok(new MeView
        {
            Kind = caller.Kind,
            Organisation = organisation!.View(registry.RegimeSet),
            Key = keys.ViewOf(key!),
            Person = person?.View,
            Scopes = caller.Scopes.List,
            ExpiresAt = caller.ExpiresAt,
        });
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id, HttpContext http, Database database, KeyRegister keys, AuditLog audit, ChangeNotifier notifier)
    {
        var (caller, isDone) = (http.Caller(), false);
        var acts = new Dictionary<Guid, AuditAct>();
        var problem = await database.WriteAsync(async s =>
        {
            // It is revoked if the transaction runs again because the confirmation of its commit was lost.
            if (await KeyRegister.FindAsync(s, id) is not { } key || !caller.Sees(key.OrganisationId)
                || (key.RevokedAt is not null && !isDone)) return Problems.NotFound(http);
            if (key.RevokedAt is not null) return null;
            await KeyRegister.LockAsync(s, key.OrganisationId);
            var all = await KeyRegister.OfOrganisationAsync(s, key.OrganisationId);
            var own = (key.PersonId is not null && key.PersonId == caller.PersonId)
                || KeyLine.Of(all, id).Any(k => k.Id == caller.KeyId);
            if (!own && !caller.Scopes.Has(KeyScope.Register))
                return Problems.ScopeMissing(http, ScopeSet.Of(KeyScope.Register));
            List<StoredKey> revoked = [key, .. SuccessorsOf(key, all, caller)];
            var remaining = all.ExceptBy(revoked.Select(k => k.Id), k => k.Id);
            if (revoked.Exists(KeyRegister.IsWayIn) && !KeyRegister.RemainsIn(remaining))
                return Problems.Conflict(http, "key.last");
            foreach (var one in revoked) await keys.RevokeAsync(s, one);
            foreach (var one in revoked)
            {
                if (!acts.TryGetValue(one.Id, out var act)) acts[one.Id] = act = http.Act("key.revoke", one.Id);
                await audit.AddAsync(
                    s, act, keys.ViewOf(one), await keys.RecordAsync(s, one.Id), TakedownJson.Default.KeyView);
            }
            isDone = true;
            return null;
        });
        if (problem is not null) return problem;
        notifier.Notify(ChangeTopic.Keys);
        return TypedResults.NoContent();
    }

    /// <summary>
    /// What is revoked with a key: its successors, which who had taken the key may have made. Not at the end of a
    /// rotation, where the key revokes itself or its successor revokes it.
    /// </summary>
    private static IEnumerable<StoredKey> SuccessorsOf(StoredKey key, IReadOnlyList<StoredKey> all, Caller caller)
    {
        List<StoredKey> made = [.. KeyLine.After(all, key.Id)];
        return key.Id == caller.KeyId || made.Exists(k => k.Id == caller.KeyId)
            ? [] : made.Where(k => k.RevokedAt is null);
    }
}
