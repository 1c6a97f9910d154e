using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Transparency.Mongo;

namespace Takedown.Server.Transparency;

/// <summary>
/// <c>GET /v1/publications/public</c> of a process without the API, from the copy in MongoDB. It answers as the API
/// does, whose document describes it.
/// </summary>
internal static class PublishedApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/publications/public", GetAsync).ForEverybody().AndReaders().Scope(KeyScope.Read)
            .ExcludeFromDescription().Paged().Reads("publicationKind");

    private static async Task<Results<Ok<Page<PublicNotice>>, ProblemHttpResult>> GetAsync(
        HttpContext http, MongoPublications publications)
    {
        var query = new Query(http);
        var (limit, after, kind) = (query.Limit, query.AfterId, query.Word<PublicationKind>("kind"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var found = await publications.PageAsync(kind, after ?? Guid.Empty, limit + 1, http.RequestAborted);
        return TypedResults.Ok(Pages.Of(
            found, limit, n => n.Id.ToString(), n => PageBytes.Around + PageBytes.Length(n.Text)));
    }
}
