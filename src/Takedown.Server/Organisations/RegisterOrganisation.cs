using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Routing;
using Takedown.Server.Auditing;
using Takedown.Server.Connectors;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

internal static class RegisterOrganisation
{
    public static async Task<Results<Created<OrganisationView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, OrganisationValidator validator, RegistrationValidator registration, Database database,
        OrganisationStore store, ConnectorSet connectors, StoredAnswers answers, AuditLog audit,
        ChangeNotifier notifier, Ids ids, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.OrganisationInput);
        if (problem is not null) return problem;
        var kind = input!.Kind;
        List<InputFault> faults = [.. validator.FaultsOf(input)];
        if (kind is null) faults.Add("/kind", "field.required");
        else if (kind is not OrganisationKind.Operator) faults.AddRange(registration.FaultsOf(new(input, kind.Value)));
        else faults.Add("/kind", "value.unknown", "operator", "claimant, platform, regulator");
        faults.AddRange(connectors.Check(input.Connector));
        if (faults.Count > 0) return Problems.Invalid(http, faults);

        var made = new Organisation { Id = ids.Next(), Kind = kind!.Value, CreatedAt = time.GetUtcNow() };
        var organisation = made.With(input, connectors);
        var act = http.Act("organisation.register", organisation.Id);
        OrganisationView? view;
        try
        {
            (view, problem) = await answers.OnceAsync(http, TakedownJson.Default.OrganisationView, async s =>
            {
                // An existing row is this request's own commit whose confirmation was lost.
                if (await store.FindAsync(s, organisation.Id) is null) await store.InsertAsync(s, organisation);
                await audit.AddAsync(s, act, null, organisation.Recorded, TakedownJson.Default.OrganisationView);
                return (organisation.View(newSecret: organisation.Secret), null);
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
        return TypedResults.Created($"/v1/organisations/{view!.Id}", view);
    }

    /// <summary>The organisation with the given fields; other fields keep their values or get their defaults.</summary>
    public static Organisation With(this Organisation o, OrganisationInput input, ConnectorSet connectors)
    {
        var platform = o.Kind is OrganisationKind.Platform;
        var connector = input.Connector?.Kind ?? o.Connector ?? (platform ? ConnectorKind.Inbox : null);
        var changed = o with
        {
            Name = input.Name?.Trim() ?? o.Name,
            Country = input.Country ?? (o.Country is "" ? input.Region![..2] : o.Country),
            Region = input.Region ?? (o.Region is "" ? input.Country! : o.Region),
            Email = Next("/email", input.Email, o.Email),
            Phone = Next("/phone", input.Phone, o.Phone),
            Address = Next("/address", input.Address, o.Address),
            ServiceType = Next("/serviceType", input.ServiceType, o.ServiceType),
            Regime = Next("/regime", input.Regime, o.Regime),
            Connector = connector,
            Tier = input.Tier ?? o.Tier ?? (o.Kind is OrganisationKind.Claimant ? Tier.Ordinary : null),
            Functions = input.Functions is { } functions ? string.Join(' ', functions.Distinct()) : o.Functions,
            Hosts = input.Hosts is { } hosts ? [.. hosts.Select(Canonical).Distinct()] : o.Hosts,
        };
        if (!platform) return changed;
        if (input.Connector is not null) changed = changed with { DisabledAt = null, DisabledReason = null };
        return connectors.Configure(changed, input.Connector);

        string? Next(string pointer, string? given, string? before) =>
            given ?? (input.Nulls.Contains(pointer) ? null : before);
    }

    private static string Canonical(string host) =>
        HostPattern.Parse(host, out var pattern) is HostFault.None ? pattern!.Text : host;
}
