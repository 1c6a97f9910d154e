using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Http;
using Takedown.Server.Intake.Csv;
using Takedown.Server.Intake.Text;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary><c>POST /v1/batches</c>: streams a body of any length and stores its notices in chunks.</summary>
internal sealed class SubmitBatch(
    BatchStore batches, IntakeBatcher batcher, BatchResults results, DryRuns dryRuns, NeverTouchStore neverTouch,
    RegistryCache registryCache, Ids ids, TimeProvider time, BodyBudget memory, SpoolRoom room,
    IHostApplicationLifetime lifetime)
{
    /// <summary>Memory per byte of an item: as read, as judged and as sent to the database.</summary>
    private const int ItemWeight = 3;

    /// <summary>
    /// Time to finish reading a body when the server stops. A longer body is cut off; the client sends it again with
    /// the same Idempotency-Key.
    /// </summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(2);

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var caller = http.Caller();
        var query = new Query(http);
        var (dryRun, strict) = (query.Flag("dryRun"), query.Flag("strict"));
        var keepUnknown = query.OneOf("unknown", "error", "metadata") == "metadata";
        var metadata = query.Pairs("metadata");
        List<InputFault> queryFaults = [.. query.Faults];
        Metadata.Check(metadata, "?metadata", queryFaults);
        if (queryFaults.Count > 0) return Problems.Invalid(http, queryFaults);
        string? key = http.Request.Headers[Idempotency.Header];
        if (key is not null && !Idempotency.IsValid(key))
            return Problems.Invalid(http, new InputFault(Idempotency.Header, "idempotency.invalid"));
        using var hold = new BodyHold(memory, ItemWeight);
        if (!Charset.TryRead(http.Request.ContentType, out var charset))
            return Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, "charset.unsupported");
        var stream = new BodyStream(http.Request.Body, hold);
        if (BodyReader.Of(http.Request, stream, charset, room, keepUnknown) is not { } body)
        {
            return Problems.Unsupported(http);
        }
        using (body)
        {
            foreach (var (name, value) in metadata) body.Metadata[name] = value;
            var file = dryRun ? ResultSpool.Of(http, room) : null;
            if (file is not null) http.Response.RegisterForDispose(file);
            var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
            if (!dryRun && SenderSteps.Suspension(
                registry.Standings.GetValueOrDefault(caller.Id), time.GetUtcNow()) is { } suspended)
            {
                return Problems.Of(http, StatusCodes.Status403Forbidden, "sender.suspended",
                    [new InputFault("", "sender.suspended", $"{suspended.Until:yyyy-MM-dd'T'HH:mm:ss'Z'}",
                        suspended.Text ?? "")]);
            }
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
                batches, batcher, claimant, caller.KeyId, batch,
                dryRun ? dryRuns.Begin(registry, claimant.Id) : null, file, time);
            var assessment = new Assessment(
                registry, claimant, caller.PersonName, strict, time,
                await neverTouch.OfAsync(registry, claimant.Id), previews: dryRun);
            var intake = new BatchIntake(assessment, writer, batch, hold);
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, hold.Ended);
            await using var stopping = lifetime.ApplicationStopping.Register(() => reading.CancelAfter(DrainTimeout));
            var outcome = await intake.RunAsync(body, reading.Token);
            if (outcome.End is not IntakeEnd.Complete) return ProblemOf(http, outcome, body, writer.Batch, hold);
            return file is not null ? All(http, file) : dryRun ? Validated(http, writer)
                : await StoredAsync(http, writer, body);
        }
    }

    private ProblemHttpResult ProblemOf(
        HttpContext http, IntakeOutcome outcome, BodyReader body, BatchRow batch, BodyHold hold)
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
            case IntakeEnd.NoRoom:
                return Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "spool.full");
            case IntakeEnd.Undecodable:
                return Problems.Of(
                    http, StatusCodes.Status415UnsupportedMediaType, outcome.Faults[0].Code, outcome.Faults, stored);
            default:
                var problem =
                    Problems.Of(http, StatusCodes.Status400BadRequest, "input.invalid", outcome.Faults, stored);
                if (body.IsTable && outcome.Faults.Any(f => f.Code == "field.unknown"))
                {
                    problem.ProblemDetails.Extensions["known"] = CsvColumns.Names.ToArray();
                    problem.ProblemDetails.Extensions["template"] = TemplateApi.PathFor(Language.Of(http));
                }
                return problem;
        }
    }

    private static Accepted<BatchView> Validated(HttpContext http, BatchWriter writer)
    {
        var items = writer.Results(Language.Of(http));
        var view = writer.Batch.View(items[..PageBytes.Count(items, BatchResults.Length)]);
        return TypedResults.Accepted((string?)null, view with
        {
            Id = null,
            Status = "validated",
            ReceivedAt = null,
            ResultsUrl = null,
            Truncated = view.Results!.Count < view.Received ? true : null,
        });
    }

    /// <summary>All results of a dry run.</summary>
    private static PushStreamHttpResult All(HttpContext http, ResultSpool file)
    {
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return TypedResults.Stream(file.CopyToAsync, file.ContentType);
    }

    private async Task<Accepted<BatchView>> StoredAsync(HttpContext http, BatchWriter writer, BodyReader body)
    {
        var late = body.MetadataCameLate ? body.Head.Metadata : null;
        if (late is not null) await batches.AddMetadataAsync(writer.Batch, late);
        var language = Language.Of(http);
        // Another request may have stored a part of the batch: then the response is read from the database.
        var batch = writer.Batch;
        if (!writer.IsWhole || late is not null) batch = (await batches.FindAsync(batch.Id, batch.ClaimantId))!;
        var items = batch.Received > BatchResults.InlineLimit ? null
            : writer.IsWhole ? writer.Results(language)
            : await results.ItemsAsync(batch, null, -1, BatchResults.InlineLimit, language);
        return TypedResults.Accepted(
            $"/v1/batches/{batch.Id}", batch.View(BatchResults.Inline(items, batch.Received)));
    }
}
