using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Authorities;

/// <summary>What the head of a body or the operator decides about a body.</summary>
internal static class PutBody
{
    public static async Task<Results<Ok<BodyView>, ProblemHttpResult>> ContactsAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, ActJournal journal, AuditLog audit,
        TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (!MayName(http, registry, id)) return Problems.NotFound(http);
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.BodyContactsInput);
        if (problem is not null) return problem;
        var faults = BodyRules.Check(input!);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (LacksHead(http) is { } refused) return refused;
        var act = http.Act("body-contacts.put", id);
        await database.WriteAsync(async s =>
        {
            var former = new BodyContactsInput { Contacts = (await BodyStore.FindAsync(s, id)).ContactList };
            await BodyStore.PutContactsAsync(s, id, input!.Contacts!);
            await journal.AddAsync(s, http, ActSubject.Body, id, "contacts-put", time.GetUtcNow());
            await audit.AddAsync(s, act, former, input, TakedownJson.Default.BodyContactsInput);
        });
        return TypedResults.Ok((await BodiesApi.ViewAsync(http.Caller(), database, registry, id))!);
    }

    public static async Task<Results<Ok<BodyView>, ProblemHttpResult>> UnitsAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, PeopleStore people,
        ActJournal journal, AuditLog audit, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (!MayName(http, registry, id)) return Problems.NotFound(http);
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.BodyUnitsInput);
        if (problem is not null) return problem;
        var faults = BodyRules.Check(input!, registry.Regulators[id].FunctionList);
        foreach (var (i, unit) in (input!.Units ?? []).Take(BodyRules.MaxUnits).Index())
        {
            if (unit?.PersonId is not { } person) continue;
            var known = await people.FindAsync(person);
            if (known is not { RetiredAt: null } || known.OrganisationId != id)
                faults.Add($"/units/{i}/personId", "person.not-here");
        }
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (LacksHead(http) is { } refused) return refused;
        var act = http.Act("body-units.put", id);
        await database.WriteAsync(async s =>
        {
            var former = new BodyUnitsInput { Units = (await BodyStore.FindAsync(s, id)).UnitList };
            await BodyStore.PutUnitsAsync(s, id, input.Units!);
            await journal.AddAsync(s, http, ActSubject.Body, id, "units-put", time.GetUtcNow());
            await audit.AddAsync(s, act, former, input, TakedownJson.Default.BodyUnitsInput);
        });
        return TypedResults.Ok((await BodiesApi.ViewAsync(http.Caller(), database, registry, id))!);
    }

    /// <summary>Nobody writes about another body.</summary>
    private static bool MayName(HttpContext http, RegistrySnapshot registry, Guid id) =>
        registry.Regulators.ContainsKey(id) && http.Caller().Sees(id);

    /// <summary>In its own body only the head does.</summary>
    private static ProblemHttpResult? LacksHead(HttpContext http)
    {
        if (http.Caller().Kind is OrganisationKind.Operator) return null;
        _ = Officer.HeadOf(http, out var problem);
        return problem;
    }
}
