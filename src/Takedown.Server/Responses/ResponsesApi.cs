using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Responses;

internal static class ResponsesApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v1/inbox").WithTags("Platform").For(OrganisationKind.Platform).Scope(KeyScope.Respond)
            .MapPost("/responses", RespondToNotices.HandleAsync).Idempotent()
            .Describe("respond", "Respond to up to 10,000 notices",
                "Each response has its own result. A repeated response is unchanged; a response that cannot be read or "
                + "is not allowed now is refused with a code, a message and a pointer, and the others are applied.")
            .Limited(LimitKind.Bulk)
            .Accepts<ResponsesInput>("application/json").Answers<ResponsesView>().Fails(400, 409, 413);
}
