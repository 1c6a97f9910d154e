using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>Decisions about notices of the public record.</summary>
internal static class RecordDecisionsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/transparency").WithTags("Public").For(Regulator, Operator);

        group.MapPost("/notices/{id:guid}/decisions", DecideRecord.ProposeAsync).Scope(KeyScope.Decide)
            .Describe("decideRecord", "Decide about a notice of the public record",
                "By a person of the operator or of a regulator that reads the notice. To hide a notice and to show it "
                + "again need the approval of a second person of the same organisation; corrections, redactions and "
                + "replies are in force at once. A hidden notice answers 410 with the ground. The value before a "
                + "correction is kept for those who decide and is no longer public.")
            .Accepts<RecordDecisionInput>("application/json").Answers<RecordDecisionView>(201).Fails(400, 404, 409);

        group.MapGet("/decisions", ListAsync).Scope(KeyScope.Read)
            .Describe("listRecordDecisions", "List decisions about the public record, oldest first",
                "A regulator lists its own, the operator all.")
            .Paged().Reads("publicationStatus", "recordNotice").Answers<Page<RecordDecisionView>>().Fails(400);

        group.MapGet("/decisions/{id:guid}", GetAsync).Scope(KeyScope.Read)
            .Describe("getRecordDecision", "Read a decision about the public record",
                "A regulator reads its own, the operator all.").Answers<RecordDecisionView>().Fails(404);

        group.MapPost("/decisions/{id:guid}/approval", DecideRecord.ApproveAsync).Scope(KeyScope.Decide)
            .Describe("approveRecordDecision", "Approve a decision that another person proposed",
                "Needs a person's key of the same organisation.").Answers<RecordDecisionView>().Fails(404, 409);

        group.MapPost("/decisions/{id:guid}/refusal", DecideRecord.RefuseAsync).Scope(KeyScope.Decide)
            .Describe("refuseRecordDecision", "Refuse a decision that another person proposed",
                "Needs a person's key of the same organisation.")
            .Accepts<ReasonInput>("application/json").Answers<RecordDecisionView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<RecordDecisionView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database)
    {
        var query = new Query(http);
        var (limit, after, status) = (query.Limit, query.AfterId, query.Word<PublicationStatus>("status"));
        var notice = query.Id("notice");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var views = await database.ReadAsync(async s =>
        {
            var rows = await RecordDecisionStore.ListAsync(
                s, http.Caller(), status, notice, after ?? Guid.Empty, limit + 1);
            var names = await OrganisationNames.OfAsync(s, rows.Select(r => r.OrganisationId));
            return rows.Select(r => r.View(names)).ToList();
        });
        return TypedResults.Ok(Pages.Of(
            views, limit, v => v.Id.ToString(), v => PageBytes.Around + PageBytes.Length(v.Text)));
    }

    private static async Task<Results<Ok<RecordDecisionView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database)
    {
        var view = await database.ReadAsync(async s =>
            await RecordDecisionStore.FindAsync(s, http.Caller(), id) is { } row
                ? row.View(await OrganisationNames.OfAsync(s, [row.OrganisationId])) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }
}
