using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.HeldActs;

internal static class HeldActsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/held-answers").WithTags("Platform").For(OrganisationKind.Platform);

        group.MapPost("", HoldAnswers.HandleAsync).Scope(KeyScope.Respond).Idempotent()
            .Describe("holdAnswers", "Give one answer to many notices or account actions after a time to take it back",
                "The answers go out after 20 seconds or the time that is given, as if your key sent them then: each "
                + "has its own result. Until then all or some can be taken back. Results are kept for a day. If the "
                + "key is revoked meanwhile, none is given.")
            .Accepts<HeldAnswersInput>("application/json").Answers<HeldAnswersView>(201).Fails(400, 409);

        group.MapGet("", ListAsync).Scope(KeyScope.Read)
            .Describe("listHeldAnswers", "List held answers of your organisation, newest first",
                "Those of the last day, with how many were applied, refused or taken back.")
            .Paged().Answers<Page<HeldAnswersView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).Scope(KeyScope.Read)
            .Describe("getHeldAnswers", "Read the state of held answers",
                "With the numbers of what became of them.").Answers<HeldAnswersView>().Fails(404);

        group.MapGet("/{id:guid}/rows", RowsAsync).Scope(KeyScope.Read)
            .Describe("listHeldRows", "List the single answers with what became of them",
                "In the order in which they were handed in.")
            .Paged().Reads("heldStatus").Answers<Page<HeldRow>>().Fails(400, 404);

        group.MapPost("/{id:guid}/undo", HoldAnswers.UndoAsync).Scope(KeyScope.Respond)
            .Describe("undoHeldAnswers", "Take held answers back, all or some",
                "Answers that are not held are 409: they have gone out.")
            .Accepts<UndoInput>("application/json").Answers<HeldAnswersView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<HeldAnswersView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, HeldActStore store)
    {
        var query = new Query(http);
        var (limit, before) = (query.Limit, query.BeforeId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var rows = await store.BeforeAsync(http.Caller().Id, before, Math.Min(limit, 100) + 1);
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View(Language.Of(http)))], Math.Min(limit, 100), a => $"{a.Id}"));
    }

    private static async Task<Results<Ok<HeldAnswersView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, HeldActStore store) =>
        await store.FindAsync(id, http.Caller().Id) is { } act
            ? TypedResults.Ok(act.View(Language.Of(http))) : Problems.NotFound(http);

    private static async Task<Results<Ok<Page<HeldRow>>, ProblemHttpResult>> RowsAsync(
        Guid id, HttpContext http, HeldActStore store, HeldRows rows)
    {
        var query = new Query(http);
        var (limit, after, status) = (query.Limit, query.After, query.Word<HeldRowStatus>("status"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        if (await store.FindAsync(id, http.Caller().Id) is not { } act) return Problems.NotFound(http);
        var (found, next) = await rows.PageAsync(act, status, (int)Math.Min(after, int.MaxValue), limit);
        return TypedResults.Ok(new Page<HeldRow>(found, next?.ToString(CultureInfo.InvariantCulture)));
    }
}
