using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Assistance;

/// <summary>Assistance between bodies and regions (E15–E17, B07–B09, D14).</summary>
internal static class AssistanceApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/assistance").WithTags("Assistance");

        group.MapPost("", AskAssistance.HandleAsync).For(Regulator).Scope(KeyScope.Send).Idempotent()
            .Describe("askAssistance", "Ask another body for evidence, filing data, execution, or give it a clue",
                "Filing data is asked of a telecom body or an industry bureau. The subject is something that you read, "
                + "or words; the other body is told what it is about, without any contact. Without due the reply has "
                + "ten working days.")
            .Accepts<AssistanceInput>("application/json").Answers<AssistanceView>(201).Fails(400, 409);

        group.MapGet("", ListAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listAssistance", "List requests that you sent or were to answer, oldest first",
                "The operator lists all.")
            .Paged().Reads("assistanceRole", "assistanceStatus", "crossBorder", "overdue")
            .Answers<Page<AssistanceView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).For(Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getAssistance", "Read a request with its chain of bodies and its history",
                "Available to the asking body, to every body that was to answer, and to those above them.")
            .Answers<AssistanceView>().Fails(404);

        group.MapPost("/{id:guid}/accept", AnswerAssistance.AcceptAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("acceptAssistance", "Accept a request", "By a person of the asked body.")
            .Answers<AssistanceView>().Fails(404, 409);

        group.MapPost("/{id:guid}/reply", AnswerAssistance.ReplyAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("replyAssistance", "Reply to a request", "By a person of the asked body. Ends its time limit.")
            .Accepts<AssistanceReplyInput>("application/json").Answers<AssistanceView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/refuse", AnswerAssistance.RefuseAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("refuseAssistance", "Refuse a request with a reason", "By a person of the asked body.")
            .Accepts<AssistanceRefusalInput>("application/json").Answers<AssistanceView>().Fails(400, 404, 409);

        group.MapPost("/{id:guid}/transfer", AnswerAssistance.TransferAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("transferAssistance", "Transfer a request to another body",
                "By a person of the asked body. The new body is named, both and the asking one see the chain, and the "
                + "time limit stays.")
            .Accepts<AssistanceTransferInput>("application/json").Answers<AssistanceView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<AssistanceView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, AssistanceStore store, Database database, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        var filter = new AssistanceFilter(
            query.OneOf("role", "sender", "receiver"), query.Word<AssistanceStatus>("status"),
            query.Flag("crossBorder"), query.Flag("overdue"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var now = time.GetUtcNow();
        var rows = await store.ListAsync(http.Caller(), filter, after ?? Guid.Empty, limit + 1, now);
        var page = Pages.Of(
            rows, limit, a => a.Id.ToString(), a => PageBytes.Around + PageBytes.Length(a.Text)
                + PageBytes.Length(a.Answer) + PageBytes.Length(a.Documents));
        return TypedResults.Ok(new Page<AssistanceView>(
            await database.ReadAsync(s => AssistanceStore.ViewsAsync(s, page.Items, now)), page.Next));
    }

    private static async Task<Results<Ok<AssistanceView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, RegistryCache registryCache, Database database, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var view = await database.ReadAsync(async s => await AssistanceStore.FindAsync(s, id) is { } row
            && await AssistanceStore.IsReadByAsync(s, row, registry, http.Caller())
                ? await AssistanceStore.ViewAsync(s, row, time.GetUtcNow()) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }
}
