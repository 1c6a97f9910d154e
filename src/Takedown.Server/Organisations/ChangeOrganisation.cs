using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

internal static class ChangeOrganisation
{
    public static async Task<Results<Ok<OrganisationView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Database database, OrganisationStore store, ConnectorSet connectors,
        ChangeNotifier notifier)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.OrganisationInput);
        if (problem is not null) return problem;
        List<InputFault> faults =
            [.. OrganisationRules.Instance.Validate(input!).Faults(), .. connectors.Check(input!.Connector)];
        (Organisation Before, Organisation After)? changed;
        try
        {
            changed = await database.WriteAsync(async s =>
            {
                if (await store.LockAsync(s, id) is not { } before) return ((Organisation, Organisation)?)null;
                if (input.Kind is { } kind && kind != before.Kind) faults.Add(new("/kind", "field.fixed"));
                var whole = input with
                {
                    Name = input.Name ?? before.Name,
                    Country = input.Country ?? before.Country,
                    Region = input.Region ?? before.Region,
                    Functions = input.Functions ?? (before.Kind is OrganisationKind.Regulator ? before.FunctionList : null),
                };
                faults.AddRange(OrganisationRules.ForKind(whole, before.Kind));
                if (faults.Count > 0) return (before, before);
                var after = before.With(input, connectors);
                await store.UpdateAsync(s, after);
                return (before, after);
            });
        }
        catch (DbException error) when (database.Dialect.IsUniqueViolation(error))
        {
            return Problems.Conflict(http, database.Dialect.IsUniqueViolation(error, "connector_queue") ? "queue.taken" : "host.taken");
        }
        if (changed is not var (was, now)) return Problems.NotFound(http);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (now.Kind is OrganisationKind.Platform)
        {
            await connectors.PrepareAsync(now, http.RequestAborted);
            notifier.Notify(ChangeTopic.Registry);
        }
        return TypedResults.Ok(now.View(newSecret: was.Secret is null ? now.Secret : null));
    }
}
