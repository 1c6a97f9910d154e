using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Messaging;

namespace Takedown.Server.Operations;

/// <summary>Manual operations: the dead letters are listed, returned to their queues and discarded.</summary>
internal static class OperationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/operations").WithTags("Operations").For(OrganisationKind.Operator);

        group.MapGet("/dead-letters", DeadLettersAsync).Scope(KeyScope.Read)
            .Describe("listDeadLetters", "List messages of the bus and of amqp platforms that could not be processed",
                "Oldest first, up to limit; next is always null. No notice is lost with a message: the sweep sends "
                + "every undelivered notice again.")
            .Reads("limit").Answers<Page<DeadLetter>>().Fails(400, 503);

        group.MapPost("/dead-letters/redrive", RedriveAsync).Scope(KeyScope.Operate)
            .Describe("redriveDeadLetters", "Return dead letters to their queues: one by its id, or all")
            .Reads("deadLetter").Answers<RedriveView>().Fails(400, 503);

        group.MapDelete("/dead-letters/{id}", DiscardAsync).Scope(KeyScope.Operate)
            .Describe("discardDeadLetter", "Delete one dead letter",
                "For a message that no redrive can help. No notice is lost with it: the sweep sends every undelivered "
                + "notice again.")
            .Answers(204).Fails(404, 503);
    }

    private static async Task<Results<Ok<Page<DeadLetter>>, ProblemHttpResult>> DeadLettersAsync(
        HttpContext http, DeadLetters letters, AuditLog audit)
    {
        var query = new Query(http);
        var limit = query.Limit;
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        // A body may hold what a platform or a claimant wrote.
        await audit.RecordAsync(http.Act("dead-letters.read"));
        try
        {
            return TypedResults.Ok(new Page<DeadLetter>(await letters.ListAsync(limit, http.RequestAborted), null));
        }
        catch (Exception error) when (Broker.IsFault(error))
        {
            return Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "broker.unavailable");
        }
    }

    private static async Task<Results<Ok<RedriveView>, ProblemHttpResult>> RedriveAsync(
        HttpContext http, DeadLetters letters, AuditLog audit)
    {
        var query = new Query(http);
        var id = query.Text("id");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        await audit.RecordAsync(http.Act("dead-letters.redrive", id));
        try
        {
            return TypedResults.Ok(new RedriveView { Redriven = await letters.RedriveAsync(id, http.RequestAborted) });
        }
        catch (Exception error) when (Broker.IsFault(error))
        {
            return Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "broker.unavailable");
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(
        string id, HttpContext http, DeadLetters letters, AuditLog audit)
    {
        // Without the body, which may contain personal data.
        Task RecordAsync(DeadLetter letter) => audit.RecordAsync(
            http.Act("dead-letters.discard", id),
            JsonSerializer.Serialize(letter with { Body = "" }, TakedownJson.Default.DeadLetter));
        try
        {
            return await letters.DiscardAsync(id, RecordAsync, http.RequestAborted)
                ? TypedResults.NoContent() : Problems.NotFound(http);
        }
        catch (Exception error) when (Broker.IsFault(error))
        {
            return Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "broker.unavailable");
        }
    }
}
