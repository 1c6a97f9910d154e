using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Responses;

internal static class ResponsesApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v1/inbox").WithTags("Platform").For(OrganisationKind.Platform).Scope(KeyScope.Respond)
            .MapPost("/responses", RespondToNotices.HandleAsync)
            .Describe("respond", "Respond to up to 10,000 notices",
                "Each response has its own result. A repeated response is unchanged; a response that is not allowed "
                + "now is refused with a code.")
            .Limited(LimitKind.Bulk)
            .Accepts<ResponsesInput>("application/json").Answers<ResponsesView>().Fails(400, 413);
}
