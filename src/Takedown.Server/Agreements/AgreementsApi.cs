using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Policies;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Agreements;

/// <summary>Agreements of claimants and platforms on stricter act limits (版权合作机制; A19, A10).</summary>
internal static class AgreementsApi
{
    private const int MaxParties = 200, HashLength = 64;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/agreements").WithTags("Policies");

        group.MapGet("", ListAsync).For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("listAgreements", "List agreements, by id",
                "A claimant or a platform lists those it is a party of, a regulator those of the platforms in its "
                + "region.")
            .Paged().Answers<Page<Agreement>>().Fails(400);

        group.MapGet("/{id}", GetAsync).For(Operator, Claimant, Platform, Regulator).Scope(KeyScope.Read)
            .Describe("getAgreement", "Read an agreement", "The latest version.")
            .Answers<Agreement>().Fails(404);

        group.MapPut("/{id}", PutAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("putAgreement", "Write the next version of an agreement; accepted notices keep their version",
                "While it runs, the act limit of notices of its claimants to its platforms is never longer than its "
                + "own. Their policy has the code of the policy that applies otherwise with the id and version of the "
                + "agreement after @. id and version of the body are ignored.")
            .Accepts<Agreement>("application/json").Answers<Agreement>().Fails(400);
    }

    private static async Task<Results<Ok<Page<Agreement>>, ProblemHttpResult>> ListAsync(
        HttpContext http, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.Text("after") ?? "");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var (registry, caller) = (await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        List<Agreement> rows = [.. registry.Agreements.InForce
            .Where(a => string.CompareOrdinal(a.Id, after) > 0 && registry.Reads(caller.Id, a)).Take(limit + 1)];
        return TypedResults.Ok(Pages.Of(rows, limit, a => a.Id));
    }

    private static async Task<Results<Ok<Agreement>, ProblemHttpResult>> GetAsync(
        string id, HttpContext http, RegistryCache registryCache)
    {
        var (registry, caller) = (await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        return registry.Agreements.InForce.FirstOrDefault(a => a.Id == id) is { } found
            && registry.Reads(caller.Id, found) ? TypedResults.Ok(found) : Problems.NotFound(http);
    }

    private static async Task<Results<Ok<Agreement>, ProblemHttpResult>> PutAsync(
        string id, HttpContext http, Database database, AgreementStore store, RegistryCache registryCache,
        AuditLog audit)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.Agreement);
        if (problem is not null) return problem;
        var agreement = input! with { Id = id, Document = input.Document?.ToLowerInvariant() };
        var faults = Check(agreement, await registryCache.CurrentAsync(http.RequestAborted));
        if (agreement.Claimants.Count <= MaxParties)
        {
            var known = await database.ReadAsync(s => AgreementStore.ClaimantsAsync(s, agreement.Claimants));
            foreach (var (i, _) in agreement.Claimants.Index().Where(c => !known.Contains(c.Item)))
                faults.Add($"/claimants/{i}", "claimant.unknown");
        }
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("agreement.put", id);
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var (former, next) = await store.AddAsync(s, agreement);
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.Agreement);
            return next;
        }));
    }

    private static List<InputFault> Check(Agreement agreement, RegistrySnapshot registry)
    {
        List<InputFault> faults =
            [.. AgreedPolicies.Check(agreement).Select(f => new InputFault(f.Pointer, f.Code))];
        if (agreement.Id.Length > 60 || !Validation.IsToken(agreement.Id.ToLowerInvariant()))
            faults.Add("/id", "value.token");
        CheckParties(agreement.Claimants, "/claimants", faults);
        CheckParties(agreement.Platforms, "/platforms", faults);
        foreach (var (i, _) in agreement.Platforms.Take(MaxParties).Index()
            .Where(p => !registry.Platforms.ContainsKey(p.Item)))
            faults.Add($"/platforms/{i}", "platform.not-found");
        if (agreement.From is null) faults.Add("/from", "field.required");
        if (agreement.To < agreement.From)
            faults.Add("/to", "value.out-of-range",
                string.Create(CultureInfo.InvariantCulture, $"{agreement.From:yyyy-MM-dd} –"));
        if (agreement.Document is null) faults.Add("/document", "field.required");
        else if (agreement.Document.Length != HashLength || !agreement.Document.All(char.IsAsciiHexDigit))
            faults.Add("/document", "sha256.invalid");
        return faults;
    }

    private static void CheckParties(IReadOnlyList<Guid> parties, string pointer, List<InputFault> faults)
    {
        if (parties.Count == 0) faults.Add(pointer, "field.required");
        else if (parties.Count > MaxParties)
            faults.Add(pointer, "list.too-long", MaxParties.ToString(CultureInfo.InvariantCulture));
        else if (parties.Distinct().Count() < parties.Count) faults.Add(pointer, "value.duplicate");
    }
}
