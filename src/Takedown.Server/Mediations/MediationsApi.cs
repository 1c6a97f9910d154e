using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Mediations;

/// <summary>
/// One side puts a refusal before a mediating body, such as an association; either records the outcome.
/// </summary>
internal static class MediationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/notices/{id:guid}").WithTags("Claimant");

        group.MapPost("/mediation", Mediate.FileAsync).For(Claimant, Platform, Regulator)
            .Scope(KeyScope.Send, platforms: KeyScope.Respond)
            .Describe("fileMediation", "Put a refused or disputed notice before a mediating body",
                "By either side, once. The state stays, and the platform's time to decide again runs on.")
            .Accepts<MediationInput>("application/json").Answers<MediationView>().Fails(400, 404, 409);

        group.MapGet("/mediation", GetAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getMediation", "Read the mediation about a notice", "For everybody who may read the notice.")
            .Answers<MediationView>().Fails(404);

        group.MapPost("/mediation-outcome", Mediate.EndAsync).For(Claimant, Platform, Regulator)
            .Scope(KeyScope.Send, platforms: KeyScope.Respond)
            .Describe("endMediation", "Record how the mediation about a notice ended",
                "measure-agreed: the platform has to take the measure in the time of a dispute. claim-given-up: the "
                + "refusal stands and the notice is closed. failed: everything is as before.")
            .Accepts<MediationOutcomeInput>("application/json").Answers<MediationView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<MediationView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache) => await NoticeReader.WithAsync(
            http, database, await registryCache.CurrentAsync(http.RequestAborted), id,
            async (s, notice) => (await MediationRow.FindAsync(s, id))?.View(notice));
}
