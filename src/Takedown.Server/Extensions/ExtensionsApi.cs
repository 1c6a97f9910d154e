using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Extensions;

internal static class ExtensionsApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/notices/{id:guid}/extension", ExtendNotice.HandleAsync)
            .WithTags("Platform").For(OrganisationKind.Platform).Scope(KeyScope.Respond)
            .Describe("extendNotice", "Ask for more time to act on a notice, with a reason",
                "Where the policy of the notice allows it (deadlines.extension), once, before the time to act is over. "
                + "It is given at once; the timeline and the claimant's feed have deadline-extended.")
            .Accepts<NoticeExtensionInput>("application/json").Answers<NoticeExtension>().Fails(400, 404, 409);
}
