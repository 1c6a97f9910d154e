using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Disputes;

/// <summary>The claimant contests a refusal, and the platform decides once more.</summary>
internal static class DisputesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/notices/{id:guid}").WithTags("Claimant");

        group.MapPost("/dispute", DisputeRefusal.HandleAsync).For(Claimant, Regulator).Scope(KeyScope.Send)
            .Describe("disputeRefusal", "Dispute a refusal, with an argument or evidence that the notice did not have",
                "Once, and within the policy's time after the refusal. The platform decides again within the policy's "
                + "time; its second refusal is final and is put before the regulator.")
            .Accepts<DisputeInput>("application/json").Answers<DisputeView>().Fails(400, 404, 409);

        group.MapGet("/dispute", GetAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getDispute", "Read the dispute of a refusal", "For everybody who may read the notice.")
            .Answers<DisputeView>().Fails(404);
    }

    private static async Task<Results<Ok<DisputeView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache) => await NoticeReader.WithAsync(
            http, database, await registryCache.CurrentAsync(http.RequestAborted), id,
            async (s, notice) => (await DisputeRow.FindAsync(s, id))?.View(notice));
}
