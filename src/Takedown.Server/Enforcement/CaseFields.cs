using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Cases;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>Sets the given fields of a case, those that name people and bodies among them.</summary>
internal static class CaseFields
{
    private const string Leads =
        "SELECT DISTINCT cluster_lead FROM cases WHERE cluster = @code AND cluster_lead IS NOT NULL AND id <> @id";

    public static async Task<(CaseRow? Row, ProblemHttpResult? Problem)> ApplyAsync(
        Session s, HttpContext http, RegistrySnapshot registry, CaseRow row, CaseChange input, Officer officer)
    {
        var content = StoredCase.Of(row);
        (CaseRow?, ProblemHttpResult?) Refused(string pointer, string code) =>
            (null, Problems.Invalid(http, new InputFault(pointer, code)));

        var enforcement = input.Enforcement ?? row.EnforcementId;
        if (input.Enforcement is { } team && !(registry.Regulators.TryGetValue(team, out var body)
            && StepRules.HasPowers(body.FunctionList)
            && Core.Routing.Region.IsWithin(body.Region, registry.Regulators[row.BodyId].Region)))
            return Refused("/enforcement", "body.unknown");
        if (input.Owner is { } owner)
        {
            var person = await PeopleStore.FindAsync(s, owner);
            if (person is not { RetiredAt: null }
                || (person.OrganisationId != row.BodyId && person.OrganisationId != enforcement))
                return Refused("/owner", "person.unknown");
            content = content with
            {
                Owner = new() { PersonId = person.Id, Name = person.Name, OrganisationId = person.OrganisationId },
            };
        }
        else if (content.Owner is null)
        {
            content = content with
            {
                Owner = new()
                {
                    PersonId = officer.PersonId, Name = officer.Name, OrganisationId = officer.OrganisationId,
                },
            };
        }
        if (input.Cluster is { } cluster)
        {
            if (cluster.Lead is { } unit && !registry.Regulators.ContainsKey(unit))
                return Refused("/cluster/lead", "body.unknown");
            await s.LockAsync($"case cluster {cluster.Code}");
            var leads = await s.QueryAsync<Guid>(Leads, new { code = cluster.Code, id = row.Id });
            if (leads.Any(l => cluster.Lead is { } other && other != l))
                return (null, Problems.Conflict(http, "cluster.other-lead"));
            row = row with
            {
                Cluster = cluster.Code,
                ClusterLead = cluster.Lead ?? (leads.Count > 0 ? leads[0] : row.BodyId),
            };
        }
        content = content with
        {
            Parties = input.Parties ?? content.Parties,
            Targets = input.Targets ?? content.Targets,
            WorkTypes = input.WorkTypes ?? content.WorkTypes,
            Severity = input.Severity ?? content.Severity,
            Path = input.Path ?? content.Path,
            SuspectedOfCrime = input.SuspectedOfCrime ?? content.SuspectedOfCrime,
            Indicators = input.Indicators ?? content.Indicators,
        };
        return (row with
        {
            Title = input.Title ?? row.Title,
            Item = input.Item ?? row.Item,
            IsKey = input.Key ?? row.IsKey,
            IsCrossBorder = input.CrossBorder ?? row.IsCrossBorder,
            EnforcementId = enforcement,
            Content = StoredCase.Text(content),
        }, null);
    }
}
