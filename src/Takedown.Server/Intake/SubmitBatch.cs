using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary><c>POST /v1/batches</c>: streams a body of any length into notices, chunk by chunk.</summary>
internal sealed class SubmitBatch(
    BatchStore batches, IntakeBatcher lane, BatchResults results, RegistryCache registryCache,
    NoticeValidator shape, Ids ids, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int MaxKey = 200;

    /// <summary>For a body that is nearly here when the server stops. A longer one is cut, and sent again with its key.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(2);

    public async Task<Results<Accepted<BatchView>, ProblemHttpResult>> HandleAsync(HttpContext http)
    {
        var caller = http.Caller();
        var query = new Query(http);
        var dryRun = query.Flag("dryRun");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        string? key = http.Request.Headers["Idempotency-Key"];
        if (key is not null && (key.Length is 0 or > MaxKey || key.Any(c => c is < ' ' or > '~')))
        {
            return Problems.Invalid(http, new InputFault("Idempotency-Key", "idempotency.invalid"));
        }
        if (BodyReader.Of(http.Request) is not { } body)
        {
            return Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, "media-type.unsupported");
        }
        using (body)
        {
            var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
            var claimant = await registryCache.ClaimantAsync(registry, caller.Id);
            var known = key is null || dryRun ? null : await batches.FindByKeyAsync(caller.Id, key);
            var intake = new BatchIntake(
                batches, lane, new Assessment(registry, claimant, shape), claimant, caller.KeyId, time,
                known ?? new BatchRow { Id = ids.Next(), ClaimantId = caller.Id, IdempotencyKey = key, ReceivedAt = time.GetUtcNow() },
                dryRun);
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            await using var stopping = lifetime.ApplicationStopping.Register(() => reading.CancelAfter(DrainTimeout));
            var outcome = await intake.RunAsync(body, reading.Token);
            return await AnswerAsync(http, intake, outcome);
        }
    }

    private async Task<Results<Accepted<BatchView>, ProblemHttpResult>> AnswerAsync(HttpContext http, BatchIntake intake, IntakeOutcome outcome)
    {
        var batch = intake.Batch;
        var stored = batch.Received > 0 ? batch.Id : (Guid?)null;
        switch (outcome.Kind)
        {
            case IntakeEnd.KeyReused:
                return Problems.Conflict(http, "idempotency.conflict");
            case IntakeEnd.KeyRevoked:
                return Problems.Of(http, StatusCodes.Status401Unauthorized, "key.revoked", batchId: stored);
            case IntakeEnd.BodyFault when lifetime.ApplicationStopping.IsCancellationRequested && outcome.Faults![0].Code is "body.incomplete":
                http.Response.Headers.Connection = "close";
                return Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "stopping", batchId: stored);
            case IntakeEnd.BodyFault:
                var large = outcome.Faults!.Any(f => f.Code == "notice.too-large");
                return Problems.Of(http, large ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest,
                    outcome.Faults![0].Code is "body.incomplete" ? "body.incomplete" : "input.invalid", outcome.Faults, stored);
        }
        var language = Language.Of(http);
        if (intake.DryRun)
        {
            return TypedResults.Accepted((string?)null, batch.View(intake.Results(language)) with { Id = null, Status = "validated", ReceivedAt = null, ResultsUrl = null });
        }
        // Another request may have stored part of it: then what is stored is the answer, not what we remember.
        var view = intake.IsWhole ? batch : (await batches.FindAsync(batch.Id, batch.ClaimantId))!;
        var items = view.Received > BatchResults.InlineLimit ? null
            : intake.IsWhole ? intake.Results(language)
            : await results.ItemsAsync(batch.Id, null, -1, BatchResults.InlineLimit, language);
        return TypedResults.Accepted($"/v1/batches/{batch.Id}", view.View(items));
    }
}
