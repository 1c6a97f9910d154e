using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

internal static class ChangeOrganisation
{
    public static async Task<Results<Ok<OrganisationView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, OrganisationValidator validator, RegistrationValidator registration,
        Database database, OrganisationStore store, ConnectorSet connectors, AuditLog audit, BodyMoves moves,
        ChangeNotifier notifier, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var act = http.Act("organisation.change", id);
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.OrganisationInput);
        if (problem is not null) return problem;
        List<InputFault> found = [.. validator.FaultsOf(input!), .. connectors.Check(input!.Connector),
            .. input.Nulls.Except(Clearable).Select(pointer => new InputFault(pointer, "field.required"))];
        var warnings = WordWarnings.Of(http, input, registry, found);
        Change? change;
        try
        {
            change = await database.WriteAsync(async s =>
            {
                if (await store.LockAsync(s, id) is not { } before) return null;
                // The transaction may be retried, so each attempt collects its own faults.
                List<InputFault> faults = [.. found];
                if (input.Kind is { } kind && kind != before.Kind) faults.Add("/kind", "field.fixed");
                var whole = input with
                {
                    Name = input.Name ?? before.Name,
                    Country = input.Country ?? before.Country,
                    Region = input.Region ?? before.Region,
                    Functions = input.Functions
                        ?? (before.Kind is OrganisationKind.Regulator ? before.FunctionList : null),
                };
                faults.AddRange(registration.FaultsOf(new(whole, before.Kind)));
                if (faults.Count == 0 && input.ParentId is { } parent
                    && await BodyMoves.FaultOfAsync(s, id, parent, registry) is { } circle) faults.Add(circle);
                if (faults.Count > 0) return new Change(before, before, faults);
                var after = before.With(input, connectors);
                var all = after.RegimesIn(registry.RegimeSet);
                if (after.Regime is { } regime && !all.Contains(regime))
                {
                    faults.Add("/regime", "regime.not-platform", regime, string.Join(", ", all));
                    return new Change(before, before, faults);
                }
                await store.UpdateAsync(s, after);
                await moves.RecordAsync(s, http, before, after, time.GetUtcNow());
                if (input.Hosts is not null)
                    await PlatformRequestStore.RegisteredAsync(s, id, after.Hosts, time.GetUtcNow());
                // A disabled webhook is enabled by its change; what waited for it goes out at once.
                if (before.DisabledAt is not null && after.DisabledAt is null)
                    await OutboxStore.RetryAsync(s, id, except: new HashSet<Guid>(), time.GetUtcNow());
                await audit.AddAsync(
                    s, act, before.Recorded(registry.RegimeSet), after.Recorded(registry.RegimeSet),
                    TakedownJson.Default.OrganisationView);
                return new Change(before, after, []);
            });
        }
        catch (DbException error) when (database.Dialect.IsUniqueViolation(error))
        {
            var queue = database.Dialect.IsUniqueViolation(error, "connector_queue");
            return Problems.Conflict(http, queue ? "queue.taken" : "host.taken");
        }
        if (change is not var (was, now, faults)) return Problems.NotFound(http);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (now.Kind is OrganisationKind.Platform)
        {
            await connectors.PrepareAsync(now, http.RequestAborted);
            notifier.Notify(ChangeTopic.Registry);
        }
        return TypedResults.Ok(
            now.View(registry.RegimeSet, newSecret: was.Secret is null ? now.Secret : null) with
            {
                Warnings = warnings,
            });
    }

    /// <summary>Fields that a null clears.</summary>
    private static readonly string[] Clearable =
        ["/email", "/phone", "/address", "/serviceType", "/regime", "/regimes", "/parentId", "/covers", "/type"];

    private sealed record Change(Organisation Before, Organisation After, IReadOnlyList<InputFault> Faults);
}
