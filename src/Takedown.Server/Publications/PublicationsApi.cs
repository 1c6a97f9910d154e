using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Publications;

/// <summary>Penalty decisions, typical cases, exposures and warnings (D28–D31).</summary>
internal static class PublicationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/publications").WithTags("Regulator");

        group.MapPost("", ProposePublication.HandleAsync).For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("proposePublication", "Propose a publication, which a second person approves",
                "Needs a person's key. Platforms that are to be exposed see the proposal and may reply at once.")
            .Accepts<PublicationInput>("application/json").Answers<PublicationView>(201).Fails(400);

        group.MapGet("", ListAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listPublications", "List publications with their status, oldest first",
                "A regulator lists its own and those of the bodies below it; a platform those that expose it.")
            .Paged().Reads("publicationStatus").Answers<Page<PublicationView>>().Fails(400);

        group.MapGet("/public", PublicAsync).ForEverybody().Scope(KeyScope.Read)
            .Describe("readPublications", "Read what is published, oldest first",
                "What was withdrawn is shown as withdrawn, with the reason and without its text. Needs no key: without "
                + "one, an address may read 120 times a minute.")
            .Paged().Reads("publicationKind").Answers<Page<PublicNotice>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getPublication", "Read a publication with its status",
                "For the body, the bodies above it and the platforms exposed.").Answers<PublicationView>().Fails(404);

        group.MapPost("/{id:guid}/approval", DecidePublication.ApproveAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("approvePublication", "Approve a publication that another person proposed",
                "Needs a person's key of the body. It is public from its day on, or at once.")
            .Answers<PublicationView>().Fails(404, 409);

        group.MapPost("/{id:guid}/refusal", DecidePublication.RefuseAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("refusePublication", "Refuse a publication that another person proposed",
                "Needs a person's key of the body.")
            .Accepts<ReasonInput>("application/json").Answers<PublicationView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/withdrawal", DecidePublication.WithdrawAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("withdrawPublication", "Withdraw a publication, with a reason that is published",
                "Needs a person's key of the body.")
            .Accepts<ReasonInput>("application/json").Answers<PublicationView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/decision-change", DecidePublication.ChangeAsync).For(Regulator)
            .Scope(KeyScope.Decide)
            .Describe("recordChangedDecision", "Record that the decision behind a publication was changed",
                "Starts the 3 working days in which it has to be withdrawn (行政处罚法 48). It is not withdrawn by "
                + "itself: one that runs over is marked.")
            .Accepts<ReasonInput>("application/json").Answers<PublicationView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/reply", DecidePublication.ReplyAsync).For(Platform).Scope(KeyScope.Respond)
            .Describe("replyToExposure", "Reply to an exposure of you, once",
                "The reply is published with the exposure.")
            .Accepts<PublicationReplyInput>("application/json").Answers<PublicationView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<PublicationView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after, status) = (query.Limit, query.AfterId, query.Word<PublicationStatus>("status"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = Reader.Of(registry, http.Caller());
        var views = await database.ReadAsync(async s => await PublicationViews.OfAsync(
            s, registry, http.Caller(),
            await PublicationStore.ListAsync(s, reader, status, after ?? Guid.Empty, limit + 1), time.GetUtcNow()));
        return TypedResults.Ok(Pages.Of(
            views, limit, v => v.Id.ToString(), v => PageBytes.Around + PageBytes.Length(v.Text)));
    }

    private static async Task<Results<Ok<Page<PublicNotice>>, ProblemHttpResult>> PublicAsync(
        HttpContext http, Database database, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after, kind) = (query.Limit, query.AfterId, query.Word<PublicationKind>("kind"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var notices = await database.ReadAsync(
            s => PublicationViews.PublicAsync(s, kind, time.GetUtcNow(), after ?? Guid.Empty, limit + 1));
        return TypedResults.Ok(Pages.Of(
            notices, limit, n => n.Id.ToString(), n => PageBytes.Around + PageBytes.Length(n.Text)));
    }

    private static async Task<Results<Ok<PublicationView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = Reader.Of(registry, http.Caller());
        var view = await database.ReadAsync(async s => await PublicationStore.FindAsync(s, reader, id) is { } row
            ? await PublicationViews.WholeAsync(s, registry, http.Caller(), row, time.GetUtcNow()) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }
}
