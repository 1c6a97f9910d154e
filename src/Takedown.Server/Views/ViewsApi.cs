using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Views;

/// <summary>Saved views of the console's lists.</summary>
internal static class ViewsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/views").WithTags("Registry").For(Operator, Claimant, Platform, Regulator)
            .Scope(KeyScope.Read);

        group.MapPost("", AddAsync)
            .Describe("saveView", "Save a list of the console with its filters under a name",
                "It belongs to the person, or to the organisation where its own key saves it. At most 100 of each.")
            .Accepts<SavedViewInput>("application/json").Answers<SavedView>(201).Fails(400, 409);

        group.MapGet("", ListAsync)
            .Describe("listViews", "List your saved views and the shared ones of your organisation",
                "With viewPath: those of one list.")
            .Paged().Reads("viewPath").Answers<Page<SavedView>>().Fails(400);

        group.MapDelete("/{id:guid}", DeleteAsync)
            .Describe("deleteView", "Delete a saved view",
                "Who saved it may, and for a shared one a key of the organisation.").Answers(204).Fails(404);
    }

    private static async Task<Results<Created<SavedView>, ProblemHttpResult>> AddAsync(
        HttpContext http, ViewValidator validator, ViewStore store)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SavedViewInput, validator);
        if (problem is not null) return problem;
        return await store.AddAsync(http, input!) is { } view
            ? TypedResults.Created($"/v1/views/{view.Id}", view) : Problems.Conflict(http, "view.too-many");
    }

    private static async Task<Results<Ok<Page<SavedView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, ViewStore store)
    {
        var query = new Query(http);
        var (limit, after, path) = (query.Limit, query.AfterId, query.Text("path"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var rows = await store.ListAsync(http.Caller(), path ?? "", after ?? Guid.Empty, limit + 1);
        return TypedResults.Ok(Pages.Of(
            rows, limit, v => v.Id.ToString(),
            v => PageBytes.Around + PageBytes.Length(v.Name) + PageBytes.Length(v.Query)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpContext http, ViewStore store) =>
        await store.DeleteAsync(http, id) ? TypedResults.NoContent() : Problems.NotFound(http);
}
