using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.SelfInspections;

/// <summary>Self-inspections of platforms (自查自纠; D36, D37).</summary>
internal static class SelfInspectionsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/self-inspections").WithTags("Regulator");

        group.MapPost("", DemandInspection.HandleAsync).For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("demandSelfInspection", "Demand a self-inspection of platforms in your region",
                "Needs a person's key. The platforms are named, or found by region and type of service.")
            .Accepts<SelfInspectionInput>("application/json").Answers<SelfInspectionView>(201).Fails(400);

        group.MapGet("", ListAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listSelfInspections", "List self-inspections, oldest first",
                "A platform lists those demanded of it and sees only itself.")
            .Paged().Reads("selfInspectionStatus").Answers<Page<SelfInspectionView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getSelfInspection", "Read a self-inspection with its reports",
                "A platform sees only itself.").Answers<SelfInspectionView>()
            .Fails(404);

        group.MapPost("/{id:guid}/report", ReportFindings.HandleAsync).For(Platform).Scope(KeyScope.Respond)
            .Describe("reportSelfInspection", "Report what your self-inspection found, once",
                "The report cannot be changed.")
            .Accepts<SelfInspectionReportInput>("application/json").Answers<SelfInspectionView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<SelfInspectionView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after, status) = (query.Limit, query.AfterId, query.Word<SelfInspectionStatus>("status"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var (caller, now) = (http.Caller(), time.GetUtcNow());
        var reader = Reader.Of(await registryCache.CurrentAsync(http.RequestAborted), caller);
        Guid? platform = caller.Kind is Platform ? caller.Id : null;
        var views = await database.ReadAsync(async s => await SelfInspectionViews.OfAsync(
            s, caller, await SelfInspectionStore.ListAsync(
                s, reader, platform, status, now, after ?? Guid.Empty, limit + 1), whole: false, now));
        return TypedResults.Ok(Pages.Of(views, limit, v => v.Id.ToString(), v =>
            PageBytes.Around + PageBytes.Length(v.Text) + v.Platforms.Sum(p =>
                PageBytes.Around + PageBytes.Length(p.Text)
                    + (p.Findings?.Sum(f => PageBytes.Length(f.Problem) + PageBytes.Length(f.Measure)) ?? 0))));
    }

    private static async Task<Results<Ok<SelfInspectionView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var reader = Reader.Of(await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        var view = await database.ReadAsync(async s => await SelfInspectionStore.FindAsync(s, reader, id) is { } row
            ? await SelfInspectionViews.WholeAsync(s, http.Caller(), row, time.GetUtcNow()) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }
}
