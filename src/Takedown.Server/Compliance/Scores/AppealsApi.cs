using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance.Scores;

/// <summary>Appeals of organisations against their scores, and the decisions of regulators.</summary>
internal static class AppealsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/accountability/appeals").WithTags("Accountability");

        group.MapPost("", FileAppeal.HandleAsync).For(Claimant, Platform)
            .Scope(KeyScope.Send, platforms: KeyScope.Respond).Idempotent()
            .Describe("appealScore", "Appeal against your score: say which notices should not count",
                "The regulators of your place decide, or those of the platform where there are none. Once for each "
                + "notice and part. Until the decision everything counts as before. Duplicates lower nothing and "
                + "cannot be appealed.")
            .Accepts<ScoreAppealInput>("application/json").Answers<ScoreAppealView>(201).Fails(400, 409);

        group.MapGet("", ListAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listScoreAppeals", "List appeals against scores, newest first",
                "An organisation lists its own, a regulator those of its region.")
            .Paged().Reads("appealOpen").Answers<Page<ScoreAppealView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Claimant, Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getScoreAppeal", "Read an appeal against a score, with its decision",
                "For the organisation that filed it and the regulators of its region.")
            .Answers<ScoreAppealView>().Fails(404);

        group.MapPost("/{id:guid}/decision", DecideAppeal.HandleAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("decideScoreAppeal", "Decide an appeal against a score, as a person",
                "upheld takes its notices out of the score, where they are shown as excluded. The organisation reads "
                + "the event score-appeal-decided. A decision is final.")
            .Accepts<AppealDecisionInput>("application/json").Answers<ScoreAppealView>().Fails(400, 403, 404, 409);
    }

    private static async Task<Results<Ok<Page<ScoreAppealView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, before, open) = (query.Limit, query.BeforeId, query.OneOf("open", "true", "false"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var views = await database.ReadAsync(async s =>
        {
            var rows = await AppealStore.ListAsync(
                s, registry, http.Caller(), open is null ? null : open == "true", before, limit + 1);
            var notices = await AppealStore.NoticesAsync(s, [.. rows.Select(r => r.Id)]);
            var names = await OrganisationNames.OfAsync(s, rows.Select(r => r.OrganisationId));
            return rows.Select(r => r.View(names.GetValueOrDefault(r.OrganisationId), notices[r.Id])).ToList();
        });
        return TypedResults.Ok(Pages.Of(
            views, limit, v => v.Id.ToString(), v => PageBytes.Around + PageBytes.Length(v.Text)
                + PageBytes.Length(v.Decision?.Text) + (v.Notices.Count * PageBytes.Around)));
    }

    private static async Task<Results<Ok<ScoreAppealView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var view = await database.ReadAsync(async s =>
            await AppealStore.FindAsync(s, registry, http.Caller(), id) is { } row
                ? await AppealStore.ViewAsync(s, row) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }
}
