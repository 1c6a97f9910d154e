using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Recalls;

internal static class RecallsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/recalls").WithTags("Claimant").For(Claimant, Regulator);

        group.MapPost("", RecallNotices.HandleAsync).Scope(KeyScope.Send).Idempotent()
            .Describe("recallNotices", "Take back notices, a batch or a selection, wherever they are",
                "Each notice has its result. Where no measure was taken, the notice ends; where one was, the platform "
                + "must end it, and its time to restore runs. The answer is 200 when all is done, or 202 when the rest "
                + "is done afterwards: read the recall until it is done. A notice after which a proceeding was begun "
                + "cannot be taken back.")
            .Accepts<RecallInput>("application/json").Answers<RecallView>().Answers<RecallView>(202)
            .Fails(400, 404, 409);

        group.MapGet("", ListAsync).Scope(KeyScope.Read)
            .Describe("listRecalls", "List your recalls, newest first", "With the numbers of their results.")
            .Paged().Answers<Page<RecallView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).Scope(KeyScope.Read)
            .Describe("getRecall", "Read how far a recall is", "Done when each notice has its result.")
            .Answers<RecallView>().Fails(404);

        group.MapGet("/{id:guid}/results", ResultsAsync).Scope(KeyScope.Read)
            .Describe("listRecallResults", "List what a recall did with each notice",
                "In the order of the request, or of the batch. While it runs, those so far.")
            .Paged().Reads("resultStatus").Answers<Page<RecallResult>>().Fails(400, 404);
    }

    private static async Task<Results<Ok<Page<RecallView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, RecallStore store)
    {
        var query = new Query(http);
        var (limit, before) = (query.Limit, query.BeforeId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var rows = await store.BeforeAsync(http.Caller().Id, before, limit + 1);
        return TypedResults.Ok(Pages.Of([.. rows.Select(r => r.View())], limit, r => $"{r.Id}"));
    }

    private static async Task<Results<Ok<RecallView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, RecallStore store) =>
        await store.FindAsync(id, http.Caller().Id) is { } recall
            ? TypedResults.Ok(recall.View()) : Problems.NotFound(http);

    private static async Task<Results<Ok<Page<RecallResult>>, ProblemHttpResult>> ResultsAsync(
        Guid id, HttpContext http, RecallStore store)
    {
        var query = new Query(http);
        var (limit, from, status) = (query.Limit, query.After, query.Word<ResponseStatus>("status"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        if (await store.FindAsync(id, http.Caller().Id) is null) return Problems.NotFound(http);
        var rows = await store.ResultsAsync(id, status, from, limit + 1);
        var language = Language.Of(http);
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View(language))], limit,
            r => (r.Index + 1).ToString(CultureInfo.InvariantCulture)));
    }
}
