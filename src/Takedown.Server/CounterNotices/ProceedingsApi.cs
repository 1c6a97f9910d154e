using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.CounterNotices;

/// <summary>The claimant's proceeding after a counter-notice, which keeps the measure.</summary>
internal static class ProceedingsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/notices/{id:guid}").WithTags("Counter-notices");

        group.MapPost("/proceeding", ProveProceeding.HandleAsync).For(Claimant, Regulator).Scope(KeyScope.Send)
            .Describe("proveProceeding", "Prove a complaint or suit after a counter-notice; the measure stays",
                "Inside the counter window only: its due time decides, not when it was noticed.")
            .Accepts<ProceedingInput>("application/json").Answers<ProceedingView>().Fails(400, 404, 409);

        group.MapGet("/proceeding", GetAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getProceeding", "Read the proceeding about a notice",
                "For everybody who may read the notice.").Answers<ProceedingView>().Fails(404);

        group.MapPost("/proceeding-outcome", EndProceeding.HandleAsync).For(Claimant, Regulator).Scope(KeyScope.Send)
            .Describe("endProceeding", "Say how the proceeding ended",
                "upheld closes the notice with its measure; dismissed and withdrawn end the measure. By who sent the "
                + "notice, or by a person of the body responsible for it.")
            .Accepts<ProceedingOutcomeInput>("application/json").Answers<ProceedingView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<ProceedingView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await NoticeReader.WithAsync(
            http, database, registry, id,
            async (s, notice) => (await ProceedingStore.FindAsync(s, id))?.View(notice, registry));
    }
}
