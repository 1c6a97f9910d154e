using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary><c>POST /v1/batches</c>: streams a body of any length and stores its notices in chunks.</summary>
internal sealed class SubmitBatch(
    BatchStore batches, IntakeBatcher batcher, BatchResults results, RegistryCache registryCache, Ids ids,
    TimeProvider time, BodyBudget memory, IHostApplicationLifetime lifetime)
{
    /// <summary>Memory per byte of an item: as read, as judged and as sent to the database.</summary>
    private const int ItemWeight = 3;

    /// <summary>
    /// Time to finish reading a body when the server stops. A longer body is cut off; the client sends it again with
    /// the same Idempotency-Key.
    /// </summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(2);

    public async Task<Results<Accepted<BatchView>, ProblemHttpResult>> HandleAsync(HttpContext http)
    {
        var caller = http.Caller();
        var query = new Query(http);
        var dryRun = query.Flag("dryRun");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        string? key = http.Request.Headers[Idempotency.Header];
        if (key is not null && !Idempotency.IsValid(key))
            return Problems.Invalid(http, new InputFault(Idempotency.Header, "idempotency.invalid"));
        using var hold = new BodyHold(memory, ItemWeight);
        if (BodyReader.Of(http.Request, new BodyStream(http.Request.Body, hold)) is not { } body)
        {
            return Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, "media-type.unsupported");
        }
        using (body)
        {
            var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
            var claimant = await registryCache.ClaimantAsync(registry, caller.Id);
            var known = key is null || dryRun ? null : await batches.FindByKeyAsync(caller.Id, key);
            var batch = known ?? new BatchRow
            {
                Id = ids.Next(),
                ClaimantId = caller.Id,
                IdempotencyKey = key,
                ReceivedAt = time.GetUtcNow(),
            };
            var writer = new BatchWriter(
                batches, batcher, claimant, caller.KeyId, batch, dryRun ? new DryRun(batches) : null, time);
            var intake = new BatchIntake(new Assessment(registry, claimant, time), writer, batch, hold);
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, hold.Ended);
            await using var stopping = lifetime.ApplicationStopping.Register(() => reading.CancelAfter(DrainTimeout));
            var outcome = await intake.RunAsync(body, reading.Token);
            return outcome.End is not IntakeEnd.Complete ? ProblemOf(http, outcome, writer.Batch, hold)
                : dryRun ? Validated(http, writer) : await StoredAsync(http, writer);
        }
    }

    private ProblemHttpResult ProblemOf(HttpContext http, IntakeOutcome outcome, BatchRow batch, BodyHold hold)
    {
        var stored = batch.Received > 0 ? batch.Id : (Guid?)null;
        switch (outcome.End)
        {
            case IntakeEnd.KeyReused:
                return Problems.Conflict(http, "idempotency.conflict");
            case IntakeEnd.KeyRevoked:
                return Problems.Of(http, StatusCodes.Status401Unauthorized, "key.revoked", batchId: stored);
            case IntakeEnd.BodyIncomplete when lifetime.ApplicationStopping.IsCancellationRequested:
                http.Response.Headers.Connection = "close";
                return Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "stopping", batchId: stored);
            case IntakeEnd.BodyIncomplete when hold.Ended.IsCancellationRequested:
                http.Response.Headers.Connection = "close";
                return Problems.Of(http, StatusCodes.Status408RequestTimeout, "body.too-slow", batchId: stored);
            case IntakeEnd.BodyIncomplete:
                return Problems.Of(http, StatusCodes.Status400BadRequest, "body.incomplete", outcome.Faults, stored);
            case IntakeEnd.BodyTooLarge:
                return Problems.Of(http, StatusCodes.Status413PayloadTooLarge, "input.invalid", outcome.Faults, stored);
            default:
                return Problems.Of(http, StatusCodes.Status400BadRequest, "input.invalid", outcome.Faults, stored);
        }
    }

    private static Accepted<BatchView> Validated(HttpContext http, BatchWriter writer)
    {
        var view = writer.Batch.View(writer.Results(Language.Of(http)));
        return TypedResults.Accepted(
            (string?)null, view with { Id = null, Status = "validated", ReceivedAt = null, ResultsUrl = null });
    }

    private async Task<Accepted<BatchView>> StoredAsync(HttpContext http, BatchWriter writer)
    {
        var language = Language.Of(http);
        // Another request may have stored a part of the batch: then the response is read from the database.
        var batch = writer.Batch;
        if (!writer.IsWhole) batch = (await batches.FindAsync(batch.Id, batch.ClaimantId))!;
        var items = batch.Received > BatchResults.InlineLimit ? null
            : writer.IsWhole ? writer.Results(language)
            : await results.ItemsAsync(batch.Id, null, -1, BatchResults.InlineLimit, language);
        return TypedResults.Accepted($"/v1/batches/{batch.Id}", batch.View(items));
    }
}
