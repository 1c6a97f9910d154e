using Takedown.Contracts;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>Cases that a caller may read, oldest first.</summary>
internal sealed class CaseList(Database database, TimeProvider time)
{
    public Task<Page<CaseView>> PageAsync(
        Caller caller, RegistrySnapshot registry, CaseFilter filter, Guid after, int limit) =>
        database.ReportAsync(async s =>
        {
            var body = registry.Regulators.GetValueOrDefault(caller.Id);
            var below = body is null ? [] : registry.ExplicitlyBelow(caller.Id);
            var rows = await s.QueryAsync<CaseRow>(
                body is null || filter.IsNarrow || registry.SeesMost(body)
                    ? CasePage.OfAll(s, filter, body, below) : CasePage.OfParts(s, filter, body, below),
                new
                {
                    after,
                    take = limit + 1,
                    me = caller.Id,
                    functions = s.Texts(body?.FunctionList ?? []),
                    below = s.Ids(below),
                    state = (int?)filter.State,
                    body = filter.Body,
                    cluster = filter.Cluster,
                });
            var names = await OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId));
            var now = time.GetUtcNow();
            return Pages.Of(
                [.. rows.Select(r => CaseDetails.View(r, now, names))], limit, c => c.Id.ToString(),
                c => PageBytes.Around + PageBytes.Length(c.Title)
                    + (600L * (c.Parties?.Count + c.Targets?.Count ?? 0)));
        });
}
