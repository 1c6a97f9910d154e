using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Organisations;

internal static class OrganisationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Registry");

        group.MapPost("/organisations", (HttpContext http, RegisterOrganisation register) => register.HandleAsync(http))
            .For(Operator)
            .Scope(KeyScope.Register).Idempotent()
            .Describe("registerOrganisation", "Register an organisation",
                "A serviceType that is no word of its vocabulary is answered with a warning, and with ?strict=true "
                + "refused.")
            .Reads("strict").Accepts<OrganisationInput>("application/json")
            .Answers<OrganisationView>(201).Fails(400, 409);

        group.MapGet("/organisations", ListAsync).For(Operator).Scope(KeyScope.Read)
            .Describe("listOrganisations", "List organisations").Reads("kind").Paged()
            .Answers<Page<OrganisationView>>().Fails(400);

        group.MapGet("/organisations/{id:guid}", GetAsync)
            .For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("getOrganisation", "Read an organisation",
                "The operator reads any organisation; others read their own.")
            .Answers<OrganisationView>().Fails(404);

        group.MapPatch("/organisations/{id:guid}", ChangeOrganisation.HandleAsync).For(Operator)
            .Scope(KeyScope.Register)
            .Describe("changeOrganisation", "Change the given fields of an organisation; lists are replaced as a whole",
                "A null clears email, phone, address, serviceType, regime, regimes, parentId, covers or type. A body "
                + "that gets another parent or region keeps its cases; whoever then stands above it reads them, and "
                + "the move is recorded on it and on each of its open cases.")
            .Reads("strict")
            .Accepts<OrganisationInput>("application/json").Answers<OrganisationView>().Fails(400, 404, 409);

        group.MapPost("/organisations/{id:guid}/erasure", EraseContacts.HandleAsync).For(Operator)
            .Scope(KeyScope.Register)
            .Describe("eraseContacts", "Erase the contacts of an organisation",
                "Clears e-mail, phone and address of the organisation and the contacts and signatures in the content "
                + "of its settled notices. Ids, states and figures stay. Open notices keep what the platform needs to "
                + "act on them; repeat the call when they are settled.")
            .Answers<ErasureView>().Fails(404);

        group.MapPost("/organisations/{id:guid}/webhook-secret", RotateSecret.HandleAsync).For(Operator, Platform)
            .Scope(KeyScope.Register).Idempotent()
            .Describe("rotateWebhookSecret", "Create a new webhook signing secret",
                "The secret is shown once. For one day, requests are signed with the previous secret too, and with "
                + "every other one of that day. At most one rotation a minute, and ten a day.")
            .Answers<SecretCreated>(201).Fails(404, 409, 429);
    }

    private static async Task<Results<Ok<Page<OrganisationView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, OrganisationStore store, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after, kind) = (query.Limit, query.AfterId, query.Word<OrganisationKind>("kind"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var rows = await store.ListAsync(after, kind, limit + 1);
        var regimes = (await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted)).RegimeSet;
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(o => o.View(regimes))], limit, o => o.Id.ToString(),
            o => 5 * PageBytes.Around + (o.Hosts ?? []).Sum(host => host.Length + 3)));
    }

    private static async Task<Results<Ok<OrganisationView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, OrganisationStore store, KeyRegister keys, RegistryCache registryCache)
    {
        if (!http.Caller().Sees(id) || await store.FindAsync(id) is not { } found) return Problems.NotFound(http);
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        return TypedResults.Ok(found.View(registry.RegimeSet, await keys.ListAsync(id)));
    }
}
