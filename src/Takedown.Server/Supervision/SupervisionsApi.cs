using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Supervision;

/// <summary>Cases of lower bodies that a body lists for supervision (挂牌督办), and the reports on them.</summary>
internal static class SupervisionsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/supervisions").WithTags("Regulator");

        group.MapPost("", ListCases.HandleAsync).For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("listForSupervision", "List cases and leads of bodies below you for supervision",
                "Needs a person's key. Your body stands above the body of each case in a function of its. A report on "
                + "each of them is due at every interval from now on; one that runs over is marked and put before you.")
            .Accepts<SupervisionInput>("application/json").Answers<SupervisionView>(201).Fails(400, 409);

        group.MapGet("", PageAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listSupervisions", "List the supervisions by you and of your cases, oldest first",
                "A body below sees only the cases that it reads.")
            .Paged().Reads("supervisionStatus").Answers<Page<SupervisionView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getSupervision", "Read a supervision with its reports, meetings and history",
                "A body below sees only the cases that it reads.")
            .Answers<SupervisionView>().Fails(404);

        group.MapPost("/{id:guid}/reports", ReportOnCase.HandleAsync).For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("reportOnSupervision", "Report the progress or the outcome of a supervised case of yours",
                "Needs a person's key of the body that has the case. A closing report ends the supervision of the "
                + "case.")
            .Accepts<SupervisionReportInput>("application/json").Answers<SupervisionReportView>(201)
            .Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<SupervisionView>>, ProblemHttpResult>> PageAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after, status) = (query.Limit, query.AfterId, query.Word<SupervisionStatus>("status"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = Reader.Of(registry, http.Caller());
        var now = time.GetUtcNow();
        var views = await database.ReadAsync(async s => await SupervisionViews.OfAsync(s, registry, reader.Me,
            await SupervisionStore.ListAsync(s, reader, status, now, after ?? Guid.Empty, limit + 1), now));
        return TypedResults.Ok(Pages.Of(views, limit, v => v.Id.ToString(), Length));
    }

    private static long Length(SupervisionView view) =>
        PageBytes.Around + PageBytes.Length(view.Ground)
            + view.Cases.Sum(c => PageBytes.Around + PageBytes.Length(c.Title));

    private static async Task<Results<Ok<SupervisionView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = Reader.Of(registry, http.Caller());
        var view = await database.ReadAsync(async s =>
            await SupervisionStore.FindAsync(s, reader, id) is { } row
                ? await SupervisionViews.WholeAsync(s, registry, reader.Me, row, time.GetUtcNow()) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }
}
