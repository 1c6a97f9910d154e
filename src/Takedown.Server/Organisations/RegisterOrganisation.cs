using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

/// <summary>
/// Registers an organisation: <c>POST /v1/organisations</c>, and the platform of a request
/// (<see cref="PlatformRequestsApi"/>).
/// </summary>
internal sealed class RegisterOrganisation(
    OrganisationValidator validator, RegistrationValidator registration, Database database, OrganisationStore store,
    ConnectorSet connectors, StoredAnswers answers, AuditLog audit, ChangeNotifier notifier,
    RegistryCache registryCache, Ids ids, TimeProvider time)
{
    public async Task<Results<Created<OrganisationView>, ProblemHttpResult>> HandleAsync(HttpContext http)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.OrganisationInput);
        return problem is null ? await RegisterAsync(http, input!) : problem;
    }

    /// <param name="http">The operator's request.</param>
    /// <param name="input">The organisation.</param>
    /// <param name="also">What else is written in the transaction, with the new id.</param>
    public async Task<Results<Created<OrganisationView>, ProblemHttpResult>> RegisterAsync(
        HttpContext http, OrganisationInput input, Func<Session, Guid, Task<ProblemHttpResult?>>? also = null)
    {
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var kind = input.Kind;
        List<InputFault> faults = [.. validator.FaultsOf(input)];
        if (kind is null) faults.Add("/kind", "field.required");
        else if (kind is not OrganisationKind.Operator) faults.AddRange(registration.FaultsOf(new(input, kind.Value)));
        else faults.Add("/kind", "value.unknown", "operator", "claimant, platform, regulator");
        faults.AddRange(connectors.Check(input.Connector));
        if (input.ParentId is { } parent && !registry.Regulators.ContainsKey(parent))
            faults.Add("/parentId", "parent.unknown");
        var warnings = WordWarnings.Of(http, input, registry, faults);
        if (faults.Count > 0) return Problems.Invalid(http, faults);

        var now = time.GetUtcNow();
        var made = new Organisation { Id = ids.Next(), Kind = kind!.Value, CreatedAt = now };
        var organisation = made.With(input, connectors);
        var act = http.Act("organisation.register", organisation.Id);
        OrganisationView? view;
        try
        {
            (view, var problem) = await answers.OnceAsync(http, TakedownJson.Default.OrganisationView, async s =>
            {
                if (also is not null && await also(s, organisation.Id) is { } refused) return (null, refused);
                // An existing row is this request's own commit whose confirmation was lost.
                if (await store.FindAsync(s, organisation.Id) is null) await store.InsertAsync(s, organisation);
                await PlatformRequestStore.RegisteredAsync(s, organisation.Id, organisation.Hosts, now);
                await audit.AddAsync(
                    s, act, null, organisation.Recorded(registry.RegimeSet), TakedownJson.Default.OrganisationView);
                return (organisation.View(registry.RegimeSet, newSecret: organisation.Secret), null);
            });
            if (problem is not null) return problem;
        }
        catch (DbException error) when (database.Dialect.IsUniqueViolation(error))
        {
            var queue = database.Dialect.IsUniqueViolation(error, "connector_queue");
            return Problems.Conflict(http, queue ? "queue.taken" : "host.taken");
        }
        if (kind is OrganisationKind.Platform)
        {
            // Also for a repeated request: the first may have ended before this.
            await connectors.PrepareAsync(organisation with { Id = view!.Id }, http.RequestAborted);
            notifier.Notify(ChangeTopic.Registry);
        }
        return TypedResults.Created($"/v1/organisations/{view!.Id}", view with { Warnings = warnings });
    }
}
