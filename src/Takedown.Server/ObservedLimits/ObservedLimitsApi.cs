using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.ObservedLimits;

/// <summary>Limits on bulk complaints that were observed at platforms (不得对批量投诉等设置不合理限制; A13).</summary>
internal static class ObservedLimitsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/platform-limits").WithTags("Platform");

        group.MapPost("", ReportLimit.HandleAsync).For(Claimant, Regulator).Scope(KeyScope.Send).Idempotent()
            .Describe("reportPlatformLimit", "Report a limit on bulk complaints that you observed at a platform",
                "A regulator reports on the platforms in its region. Nothing follows from a report by itself: it "
                + "changes no figure and no rank.")
            .Accepts<PlatformLimitInput>("application/json").Answers<PlatformLimitView>(201).Fails(400, 409);

        group.MapGet("", ListAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listPlatformLimits", "List observed limits on bulk complaints, oldest first",
                "A claimant lists what it reported, a platform what is about it, a regulator also what is about the "
                + "platforms in its region.")
            .Paged().Reads("platform").Answers<Page<PlatformLimitView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getPlatformLimit", "Read an observed limit on bulk complaints",
                "A platform does not see who observed it.")
            .Answers<PlatformLimitView>().Fails(404);

        group.MapPost("/{id:guid}/answer", ReportLimit.AnswerAsync).For(Platform).Scope(KeyScope.Respond)
            .Describe("answerPlatformLimit", "Say once what there is to say about a limit that was observed",
                "Everybody who reads the report reads the answer. It cannot be changed.")
            .Accepts<PlatformLimitAnswerInput>("application/json").Answers<PlatformLimitView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<PlatformLimitView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after, platform) = (query.Limit, query.AfterId, query.Id("platform"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var (registry, caller) = (await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        var (rows, names) = await database.ReadAsync(async s =>
        {
            var found = await ObservedLimitStore.ListAsync(
                s, registry, caller, platform, after ?? Guid.Empty, limit + 1);
            return (found, await OrganisationNames.OfAsync(
                s, found.SelectMany(r => new[] { r.PlatformId, r.ObserverId })));
        });
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View(caller, names))], limit, v => v.Id.ToString(),
            v => PageBytes.Around + PageBytes.Length(v.Channel) + PageBytes.Length(v.Text)
                + PageBytes.Length(v.Answer)));
    }

    private static async Task<Results<Ok<PlatformLimitView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var (registry, caller) = (await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        var view = await database.ReadAsync(async s =>
            await ObservedLimitStore.FindAsync(s, registry, caller, id) is { } row
                ? row.View(caller, await OrganisationNames.OfAsync(s, [row.PlatformId, row.ObserverId])) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }
}
