using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Api;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.HeldActs;

/// <summary>
/// Gives the answers that are due, as the key that handed them in: by the API itself, so that every rule holds at the
/// time they go out. The id of the act is the Idempotency-Key, so that they are given once.
/// </summary>
internal sealed class HeldActsRun(
    HeldActStore store, KeyStore keys, Database database, OwnCall call, HeldMetrics metrics, TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    /// <summary>
    /// The pause while the server is too busy. It is tried without end: what was handed in goes out, also after an
    /// outage of hours, or is taken back.
    /// </summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stop)
    {
        // The pipeline is complete only then.
        if (!lifetime.ApplicationStarted.IsCancellationRequested) return;
        while (await store.TakeDueAsync(time.GetUtcNow()) is { } act)
        {
            stop.ThrowIfCancellationRequested();
            var ended = await GivenAsync(act, stop);
            if (await store.EndAsync(ended)) metrics.Ended(ended);
        }
    }

    private async Task<HeldAct> GivenAsync(HeldAct act, CancellationToken stop)
    {
        if (await CallerAsync(act.KeyId, stop) is not { } caller) return Not(act, "held.key");
        var undone = act.UndoneSet;
        var ids = act.IdList.Where(id => !undone.Contains(id)).ToList();
        var isNotice = act.About is HeldSubject.Notices;
        var body = isNotice ? NoticeBody(ids, act.AnswerValue, act.CreatedAt) : ActionBody(ids, act.AnswerValue);
        var answer = await call(
            caller, new ApiRequest("POST", isNotice ? "/v1/inbox/responses" : "/v1/account-actions/responses")
            {
                Body = new MemoryStream(body),
                Length = body.Length,
                ContentType = "application/json",
                Language = act.Language,
                IdempotencyKey = act.Id.ToString(),
            }, stop);
        var now = time.GetUtcNow();
        if (answer.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            return act with { Status = HeldStatus.Held, DueAt = now + Again };
        if (!answer.IsSuccess) return Not(act, answer.Status == 401 ? "held.key" : "held.refused");
        List<HeldResult> results = isNotice
            ? [.. answer.Read<ResponsesView>().Results.Select(
                r => new HeldResult(r.NoticeId!.Value, r.Status, r.Code, r.Message))]
            : [.. answer.Read<AccountResponsesView>().Results.Select(
                r => new HeldResult(r.Id!.Value, r.Status, r.Code, r.Message))];
        return act with
        {
            Status = HeldStatus.Done,
            DoneAt = now,
            Results = JsonSerializer.Serialize(results, HeldJson.Default.ListHeldResult),
        };
    }

    private HeldAct Not(HeldAct act, string code) =>
        act with { Status = HeldStatus.NotRun, DoneAt = time.GetUtcNow(), Code = code };

    private const string KeyHash = "SELECT hash FROM keys WHERE id = @keyId AND revoked_at IS NULL";

    private async Task<Caller?> CallerAsync(Guid keyId, CancellationToken stop) =>
        await database.ReadAsync(s => s.FirstAsync<byte[]>(KeyHash, new { keyId }), stop) is { } hash
            ? await keys.FindByHashAsync(hash, stop) : null;

    private static byte[] NoticeBody(List<Guid> ids, HeldAnswer answer, DateTimeOffset at) =>
        JsonSerializer.SerializeToUtf8Bytes(new ResponsesInput
        {
            Responses = [.. ids.Select(id => new ResponseInput
            {
                NoticeId = id, Response = answer.Response, Measure = answer.Measure, Reason = answer.Reason,
                Finding = answer.Finding, Corrects = answer.Corrects, SettlesOthers = answer.SettlesOthers,
                // Two corrections that say the same are two, and one that goes out twice is one.
                At = answer.Corrects is true ? at : null,
            })],
        }, TakedownJson.Default.ResponsesInput);

    private static byte[] ActionBody(List<Guid> ids, HeldAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(
        new AccountResponsesInput
        {
            Responses = [.. ids.Select(id => new AccountResponseInput
            {
                Id = id, Response = answer.Response, Measure = answer.Measure, Reason = answer.Reason,
            })],
        }, TakedownJson.Default.AccountResponsesInput);
}
