using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Evidence;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Limits;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary><c>PUT /v1/evidence/{sha256}</c>: bytes first, then the row that names them, then the answer.</summary>
internal sealed class PutEvidence(
    IEvidenceFiles files, EvidenceStore store, EvidenceLinking linking, EvidenceRoom room, EvidenceMetrics metrics,
    Database database, TakedownOptions options, ILogger<PutEvidence> log)
{
    private const string Unspecific = "application/octet-stream";

    private readonly long maxBytes = options.Evidence.MaxBytes;

    public async Task<IResult> HandleAsync(string sha256, HttpContext http)
    {
        if (!EvidenceHash.TryParse(sha256, out var hash)) return Refuse(Faulty(http, "sha256.invalid"));
        var declared = MediaType.Named(http.Request.ContentType);
        if (http.Request.Headers.ContentEncoding is not ([] or ["identity"])
            || (declared is null && http.Request.ContentType is not (null or "" or Unspecific)))
            return Refuse(Problems.Unsupported(http));
        if (http.Request.ContentLength > maxBytes) return Refuse(TooLarge(http));
        if (!await HasRoomAsync(http, hash, http.Request.ContentLength ?? 1)) return Refuse(NoRoom(http));
        // A pace is required, not a time: how long a file takes is its length.
        using var body = new IncomingBody(http, maxBytes, weight: 1, Timeout.InfiniteTimeSpan);
        try
        {
            await using var attempt = await files.BeginAsync(body.Cancellation);
            var file = await ReceivedFile.ReadAsync(body, attempt, declared);
            if (await FaultOfAsync(http, file, hash) is { } fault) return Refuse(fault);
            await attempt.KeepAsync(hash, file.Type!.Name, http.RequestAborted);
            return await AnswerAsync(http, file);
        }
        catch (EvidenceStoreException error)
        {
            log.LogError(error, "A file of evidence could not be stored.");
            metrics.Count("failed");
            return Unavailable(http);
        }
        catch (Exception error) when (body.ProblemOf(error) is { } problem)
        {
            return Refuse(problem);
        }
    }

    private async Task<ProblemHttpResult?> FaultOfAsync(HttpContext http, ReceivedFile file, EvidenceHash hash)
    {
        if (file.Type is null)
            return Problems.Invalid(http, new InputFault("Content-Type", "evidence.type"));
        if (file.Length == 0) return Problems.Invalid(http, new InputFault("", "body.empty"));
        if (file.Hash != hash) return Faulty(http, "sha256.mismatch", file.Hash.Text);
        return await HasRoomAsync(http, hash, file.Length) ? null : NoRoom(http);
    }

    private async Task<IResult> AnswerAsync(HttpContext http, ReceivedFile file)
    {
        switch (await store.AddAsync(http.Caller(), file.Hash, file.Length, file.Type!.Name))
        {
            case StoredAs.First:
                await linking.RunAsync(http.Caller().Id, EvidenceLinking.StepsAtOnce);
                metrics.Count("stored");
                return TypedResults.Created($"/v1/evidence/{file.Hash}", await ViewAsync(http, file.Hash));
            case StoredAs.Unchanged:
                metrics.Count("unchanged");
                return TypedResults.Ok(await ViewAsync(http, file.Hash));
            case StoredAs.NoRoom:
                return Refuse(NoRoom(http));
            case StoredAs.KeyRevoked:
                return Refuse(Problems.Of(http, StatusCodes.Status401Unauthorized, "key.revoked"));
            default:
                metrics.Count("failed");
                return Unavailable(http);
        }
    }

    private async Task<EvidenceFile> ViewAsync(HttpContext http, EvidenceHash hash)
    {
        var row = (await database.ReadAsync(s => EvidenceStore.FindAsync(s, hash, http.Caller().Id)))!;
        return new() { Sha256 = hash.Text, Length = row.Length, MediaType = row.MediaType, StoredAt = row.StoredAt };
    }

    /// <summary>What is stored already needs no room of its own.</summary>
    private Task<bool> HasRoomAsync(HttpContext http, EvidenceHash hash, long bytes) => database.ReadAsync(async s =>
        await room.HasRoomAsync(s, http.Caller().Id, bytes)
        || await EvidenceStore.FindAsync(s, hash, http.Caller().Id) is not null);

    private ProblemHttpResult Refuse(ProblemHttpResult problem)
    {
        metrics.Count("refused");
        return problem;
    }

    private static ProblemHttpResult Faulty(HttpContext http, string code, params string[] args) =>
        Problems.Invalid(http, new InputFault("sha256", code, args));

    private static ProblemHttpResult TooLarge(HttpContext http) =>
        Problems.Of(http, StatusCodes.Status413PayloadTooLarge, "body.too-large");

    private static ProblemHttpResult NoRoom(HttpContext http) =>
        Problems.Of(http, StatusCodes.Status403Forbidden, "evidence.no-room");

    private static ProblemHttpResult Unavailable(HttpContext http) =>
        Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "evidence.unavailable");
}
