using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Looks;

/// <summary>Who is looking at what, told to colleagues.</summary>
internal static class LooksApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/looks").WithTags("Registry").For(Operator, Platform, Regulator)
            .Scope(KeyScope.Read);

        group.MapPost("", TakeAsync)
            .Describe("look", "Say that you are looking at a notice, an escalation or a lead",
                "Your organisation sees it for ten minutes; say it again to go on. It binds nobody. If a colleague is "
                + "looking at it, the answer is 409 unless takeOver is true.")
            .Accepts<LookInput>("application/json").Answers<LookView>().Fails(400, 409);

        group.MapGet("", ListAsync)
            .Describe("listLooks", "List what people of your organisation are looking at now", "By id.")
            .Paged().Reads("lookSubject").Answers<Page<LookView>>().Fails(400);

        group.MapDelete("/{id:guid}", EndAsync)
            .Describe("endLook", "Say that you are no longer looking at something",
                "The id is that of the notice, escalation or lead.").Answers(204).Fails(404);
    }

    private static async Task<Results<Ok<LookView>, ProblemHttpResult>> TakeAsync(HttpContext http, LookStore store)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.LookInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        if (input!.Subject is null) faults.Add("/subject", "field.required");
        if (input.Id is null) faults.Add("/id", "field.required");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        return await store.TakeAsync(http.Caller(), input.Subject!.Value, input.Id!.Value, input.TakeOver is true)
            is { } look ? TypedResults.Ok(look) : Problems.Conflict(http, "look.taken");
    }

    private static async Task<Results<Ok<Page<LookView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, LookStore store)
    {
        var query = new Query(http);
        var (limit, after, subject) = (query.Limit, query.AfterId, query.Word<LookSubject>("subject"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var looks = await store.ListAsync(http.Caller(), subject, after ?? Guid.Empty, limit + 1);
        return TypedResults.Ok(Pages.Of(looks, limit, l => $"{l.Id}"));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        Guid id, HttpContext http, LookStore store) =>
        await store.EndAsync(http.Caller(), id) ? TypedResults.NoContent() : Problems.NotFound(http);
}
