using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Http;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency;

/// <summary>The public record as everybody reads it, without a key.</summary>
internal static class PublicRecordApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var notices = routes.MapGroup("/v1/transparency").WithTags("Public")
            .ForEverybody().AndReaders().Scope(KeyScope.Read).Limited(LimitKind.PublicRecord)
            .AddEndpointFilter(Off(r => r.PublishesNotices));

        notices.MapGet("/notices", SearchAsync)
            .Describe("searchPublicRecord", "Search the published notices, newest first",
                "q is cut into words and pairs of Chinese characters, all of which a notice must have in its title, "
                + "its claimant, its host, its platform or its registration number; signs are no operators. "
                + "Only the first 16 count. Personal data is removed; URLs are given with a researcher's key, hosts "
                + "without. A page may be short and have a next one. asOf says as of when the record is complete.")
            .Reads([.. PublicQuestion.Filters, "after", "recordLimit"])
            .Answers<TransparencyPage>().Fails(400, 404);

        notices.MapGet("/notices/{id:guid}", GetAsync)
            .Describe("getPublishedNotice", "Read a published notice",
                "410 for a notice that is hidden, with its ground.")
            .Answers<TransparencyNotice>().Fails(404, 410);

        notices.MapGet("/facets", FacetsAsync)
            .Describe("publicRecordFacets", "Count the published notices by platform, host, regime, type and result",
                "Counts the newest 10,000 matches; capped says whether there may be more.")
            .Reads(PublicQuestion.Filters).Answers<TransparencyFacets>().Fails(400, 404);

        routes.MapGroup("/v1/transparency").WithTags("Public").AddEndpointFilter(Off(r => r.PublishesCounts))
            .MapGet("/counts", PublicCountsApi.GetAsync)
            .ForEverybody().AndReaders().Scope(KeyScope.Read).Limited(LimitKind.PublicRecord)
            .Describe("publicCounts", "Read the published figures by month and platform",
                "With the definition of each figure. Default: the last 12 months.")
            .Reads("recordPlatform", "fromMonth", "toMonth").Answers<TransparencyCounts>().Fails(400, 404);
    }

    /// <summary>What the operator does not publish is not there.</summary>
    public static Func<EndpointFilterInvocationContext, EndpointFilterDelegate, ValueTask<object?>> Off(
        Func<PublicReader, bool> isOn) => (call, next) =>
        isOn(call.HttpContext.RequestServices.GetRequiredService<PublicReader>()) ? next(call)
            : new(Problems.Of(call.HttpContext, StatusCodes.Status404NotFound, "record.not-published"));

    private static async Task<Results<Ok<TransparencyPage>, ProblemHttpResult>> SearchAsync(
        HttpContext http, PublicReader reader)
    {
        var (search, faults) = PublicQuestion.Read(http, reader.Now);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var asOf = await reader.AsOfAsync(http.RequestAborted);
        var withUrls = await reader.ReadsUrlsAsync(http);
        var page = await reader.Record.SearchAsync(search, http.RequestAborted);
        return TypedResults.Ok(new TransparencyPage
        {
            Items = [.. page.Items.Select(n => PublicReader.View(n, withUrls))],
            Next = page.Next is { } last ? PublicQuestion.Cursor(last, search) : null,
            AsOf = asOf,
        });
    }

    private static async Task<Results<Ok<TransparencyNotice>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, PublicReader reader)
    {
        var asOf = await reader.AsOfAsync(http.RequestAborted);
        switch (await reader.Record.FindAsync(id, reader.Now, http.RequestAborted))
        {
            case PublicNotice notice:
                return TypedResults.Ok(PublicReader.View(notice, await reader.ReadsUrlsAsync(http), asOf));
            case HiddenNotice hidden:
                var problem = Problems.Of(http, StatusCodes.Status410Gone, "record.hidden");
                problem.ProblemDetails.Extensions["ground"] = hidden.Ground;
                return problem;
            default:
                return Problems.NotFound(http);
        }
    }

    private static async Task<Results<Ok<TransparencyFacets>, ProblemHttpResult>> FacetsAsync(
        HttpContext http, PublicReader reader)
    {
        var (search, faults) = PublicQuestion.Read(http, reader.Now);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var asOf = await reader.AsOfAsync(http.RequestAborted);
        var facets = await reader.Record.FacetsAsync(search, http.RequestAborted);
        return TypedResults.Ok(new TransparencyFacets
        {
            Matches = facets.Matches,
            Capped = facets.Capped,
            Fields = facets.Fields.ToDictionary(f => f.Key, f => (IReadOnlyList<TransparencyFacet>)
                [.. f.Value.Select(v => new TransparencyFacet { Value = v.Value, Name = v.Name, Count = v.Count })]),
            AsOf = asOf,
        });
    }
}
