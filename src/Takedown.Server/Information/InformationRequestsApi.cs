using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Information;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Information;

/// <summary>Requests of regulators to platforms for information about a case (B02, B03, B10).</summary>
internal static class InformationRequestsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/cases/{id:guid}/information-requests", AskPlatform.HandleAsync).WithTags("Regulator")
            .For(Regulator).Scope(KeyScope.Decide).Idempotent()
            .Describe("requestInformation", "Ask a platform for information about a case of yours",
                "Needs a person's key. The platform does not see the case.")
            .Accepts<InformationRequestInput>("application/json").Answers<InformationRequestView>(201)
            .Fails(400, 404, 409);

        var group = routes.MapGroup("/v1/information-requests").WithTags("Platform");

        group.MapGet("", ListAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listInformationRequests", "List requests for information, oldest first",
                "A platform lists those to it; a regulator those of its cases and of the bodies below it.")
            .Paged().Reads("informationStatus").Answers<Page<InformationRequestView>>().Fails(400);

        group.MapGet("/by-platform", ScoreAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("scoreCooperation", "Score how platforms answer requests for information",
                "Counts the requests that you may read.")
            .Paged().Answers<Page<CooperationView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getInformationRequest", "Read a request for information",
                "The merchant of an answer is shown to the platform and to the body that asks.")
            .Answers<InformationRequestView>()
            .Fails(404);

        group.MapPost("/{id:guid}/answer", AnswerRequest.AnswerAsync).For(Platform).Scope(KeyScope.Respond)
            .Describe("answerInformationRequest", "Answer a request for information",
                "The answer is evidence of the case and cannot be changed. The merchant is stored encrypted.")
            .Accepts<InformationAnswerInput>("application/json").Answers<InformationRequestView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/refusal", AnswerRequest.RefuseAsync).For(Platform).Scope(KeyScope.Respond)
            .Describe("refuseInformationRequest", "Refuse a request for information, with a reason",
                "A refusal counts against the score of cooperation.")
            .Accepts<ReasonInput>("application/json").Answers<InformationRequestView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/extension", AnswerRequest.ExtendAsync).For(Platform).Scope(KeyScope.Respond)
            .Describe("askForExtension", "Ask once for more time, with a reason",
                "The due time moves only if the body that asks grants it.")
            .Accepts<ExtensionInput>("application/json").Answers<InformationRequestView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/extension-decision", DecideExtension.HandleAsync).For(Regulator)
            .Scope(KeyScope.Decide)
            .Describe("decideExtension", "Grant or refuse the time that the platform asked for",
                "Needs a person's key of the body that asks.")
            .Accepts<ExtensionDecisionInput>("application/json").Answers<InformationRequestView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<InformationRequestView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, InformationViews views, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after, status) = (query.Limit, query.AfterId, query.Word<InformationRequestStatus>("status"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var reader = Reader.Of(await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        var now = time.GetUtcNow();
        var page = await database.ReadAsync(async s => await views.OfAsync(s, http.Caller(),
            await InformationStore.ListAsync(s, reader, status, now, after ?? Guid.Empty, limit + 1), now));
        return TypedResults.Ok(Pages.Of(page, limit, v => v.Id.ToString(), Length));
    }

    private static long Length(InformationRequestView view) =>
        PageBytes.Around + view.Questions.Sum(PageBytes.Length) + PageBytes.Length(view.Answer?.Text)
            + PageBytes.Length(view.Refusal) + PageBytes.Length(view.Extension?.Reason);

    private static async Task<Results<Ok<InformationRequestView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, InformationViews views, RegistryCache registryCache,
        TimeProvider time)
    {
        var reader = Reader.Of(await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        var view = await database.ReadAsync(async s =>
            await InformationStore.FindAsync(s, reader, id) is { } row
                ? await views.WholeAsync(s, http.Caller(), row, time.GetUtcNow()) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<Page<CooperationView>>, ProblemHttpResult>> ScoreAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var reader = Reader.Of(await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        var (rows, names) = await database.ReportAsync(async s =>
        {
            var found = await InformationStore.ScoreAsync(
                s, reader, time.GetUtcNow(), after ?? Guid.Empty, limit + 1);
            return (found, await OrganisationNames.OfAsync(s, found.Select(r => r.PlatformId)));
        });
        return TypedResults.Ok(Pages.Of([.. rows.Select(r => new CooperationView
        {
            PlatformId = r.PlatformId,
            PlatformName = names.GetValueOrDefault(r.PlatformId),
            Requests = r.Requests,
            OnTime = r.OnTime,
            Late = r.Late,
            Refused = r.Refused,
            Overdue = r.Overdue,
            Open = r.Requests - r.OnTime - r.Late - r.Refused - r.Overdue,
            Score = Cooperation.Score(r.OnTime, r.Late, r.Refused, r.Overdue),
        })], limit, r => r.PlatformId.ToString()));
    }
}
