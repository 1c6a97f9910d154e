using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Traces;

internal static class TraceApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/cases/{id:guid}/trace").WithTags("Regulator");

        group.MapPut("", TraceAccess.PutAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("putTrace", "Write the restricted data of a case of yours",
                "Needs a person's key of the body that has the case, by the function police or copyright. Replaces "
                + "what was there. Stored encrypted; never part of the case's package.")
            .Accepts<TraceData>("application/json").Answers<TraceView>().Fails(400, 404);

        group.MapGet("", TraceAccess.GetAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("readTrace", "Read the restricted data of a case of yours",
                "Needs a person's key, as for writing. Every read is recorded with its person before it is answered.")
            .Answers<TraceView>().Fails(404);

        group.MapGet("/reads", ReadsAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listTraceReads", "List who read and wrote the restricted data of a case, oldest first",
                "For those who read the case. The data themselves are not shown.")
            .Paged().Answers<Page<TraceRead>>().Fails(400, 404);
    }

    private static async Task<Results<Ok<Page<TraceRead>>, ProblemHttpResult>> ReadsAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var rows = await database.ReadAsync(async s =>
            await CaseStore.FindAsync(s, id) is { } row && CaseStore.IsReadBy(row, registry, http.Caller())
                ? await TraceStore.ReadsAsync(s, id, after ?? Guid.Empty, limit + 1) : null);
        return rows is null ? Problems.NotFound(http)
            : TypedResults.Ok(Pages.Of(rows, limit, r => r.Id.ToString()));
    }
}
