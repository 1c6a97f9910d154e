using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Accounts;
using Takedown.Server.Escalations;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Responses;

/// <summary><c>POST /v1/inbox/responses</c>: one lock, one decision each, one update and one append for all of them.</summary>
internal sealed class RespondToNotices(
    Database database, NoticeStore notices, EscalationStore escalations, StrikeStore strikes, RegistryCache registryCache, TimeProvider time)
{
    public const int MaxResponses = 10_000;
    public const int MaxBody = 32 << 20;

    public static async Task<Results<Ok<ResponsesView>, ProblemHttpResult>> HandleAsync(HttpContext http, RespondToNotices respond)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ResponsesInput, MaxBody);
        if (problem is not null) return problem;
        if (input!.Responses is not { } responses) return Problems.Invalid(http, new InputFault("/responses", "field.required"));
        if (responses.Count > MaxResponses) return Problems.Invalid(http, new InputFault("/responses", "list.too-long", "10,000"));
        return TypedResults.Ok(new ResponsesView { Results = await respond.ApplyAsync(http.Caller().Id, responses) });
    }

    public async Task<ResponseResult[]> ApplyAsync(Guid platformId, IReadOnlyList<ResponseInput> responses)
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var ids = responses.Where(r => r?.NoticeId is not null).Select(r => r.NoticeId!.Value).ToHashSet();
            var rows = await NoticeStore.LockAsync(s, ids, database.Dialect.ForUpdate);
            var turns = rows.Values.Where(n => n.PlatformId == platformId).ToDictionary(n => n.Id, n => new Turn(n));
            var clocks = new DeadlineStarts(registry, now);
            var results = new ResponseResult[responses.Count];
            for (var i = 0; i < responses.Count; i++) results[i] = Apply(responses[i], turns, registry, clocks, now);

            var changed = turns.Values.Where(t => t.Entries.Count > 0).ToList();
            await notices.SaveAsync(s, [.. changed.Select(t => new NoticeChange(t.Before, t.Row, t.Entries))], now, OrganisationKind.Platform);
            await escalations.ResolveAsync(s, [.. changed.Where(t => t.Answered && t.Before.State is NoticeState.Escalated).Select(t => t.Row.Id)], now);
            await strikes.AddAsync(s, registry, [.. changed.Where(t => t.Removed).Select(t => t.Row)], now);
            return results;
        });
    }

    private static ResponseResult Apply(
        ResponseInput? response, Dictionary<Guid, Turn> turns, RegistrySnapshot registry, DeadlineStarts clocks, DateTimeOffset now)
    {
        if (response?.NoticeId is not { } id) return Refused(null, null, "notice.required");
        // Another platform's notice and one that does not exist look the same.
        if (!turns.TryGetValue(id, out var turn)) return Refused(id, null, "notice.unknown");
        if (Check(response, turn.Row, now) is { } code) return Refused(id, turn.Row.State, code);

        // A pushed platform may answer faster than its 2xx reaches us: that it answers proves that it has the notice.
        if (turn.Row.State is NoticeState.Accepted && turn.Row.Seq is not null) turn.Take(clocks.Deliver(turn.Row));
        var policy = registry.PolicyVersions[(turn.Row.Policy, turn.Row.PolicyVersion)];
        var decision = Decide(turn.Row.Status, response.Response!.Value, now, () => registry.DueAt(policy, policy.Deadlines.AnswerInformation, now));
        switch (decision.Outcome)
        {
            case Outcome.Refused:
                return Refused(id, turn.Row.State, "transition.not-allowed");
            case Outcome.Unchanged:
                return new() { NoticeId = id, Status = ResponseStatus.Unchanged, State = turn.Row.State };
        }
        var after = turn.Row.With(decision.Status, policy);
        turn.Take(new NoticeChange(
            turn.Row,
            after with
            {
                Measure = response.Measure ?? after.Measure,
                Reason = response.Reason is { } reason ? JsonSerializer.Serialize(reason, StoredJson.Default.Reason) : after.Reason,
                PlatformRef = response.PlatformRef ?? after.PlatformRef,
                AccountId = response.Account?.Id ?? after.AccountId,
                AccountName = response.Account?.Name ?? after.AccountName,
            },
            [(KindOf(response.Response.Value), EntryOf(response, turn.Row, after, decision.Status, now))]));
        return new() { NoticeId = id, Status = ResponseStatus.Applied, State = after.State };
    }

    private static Decision Decide(NoticeStatus notice, ResponseKind response, DateTimeOffset now, Func<DateTimeOffset> answerDue) => response switch
    {
        ResponseKind.Acknowledged => notice.Confirm(now),
        ResponseKind.InformationRequested => notice.Ask(now, answerDue()),
        ResponseKind.ActionTaken => notice.TakeAction(now),
        ResponseKind.Rejected => notice.Refuse(now),
        ResponseKind.Restored => notice.Restore(),
    };

    private static EventKind KindOf(ResponseKind response) => response switch
    {
        ResponseKind.Acknowledged => EventKind.Acknowledged,
        ResponseKind.InformationRequested => EventKind.InformationRequested,
        ResponseKind.ActionTaken => EventKind.ActionTaken,
        ResponseKind.Rejected => EventKind.Rejected,
        ResponseKind.Restored => EventKind.Restored,
    };

    private static EventEntry EntryOf(ResponseInput response, NoticeRow before, NoticeRow after, NoticeStatus status, DateTimeOffset now)
    {
        var answers = response.Response is ResponseKind.ActionTaken or ResponseKind.Rejected;
        return new()
        {
            Id = after.Id,
            State = after.State,
            Measure = response.Response is ResponseKind.ActionTaken ? response.Measure : null,
            Reason = response.Reason,
            Deadline = response.Response is ResponseKind.InformationRequested ? "answer-information" : null,
            Due = status.AnswerDue,
            Sla = answers ? status.Act : null,
            Handling = answers ? (long)(now - status.DeliveredAt!.Value).TotalMilliseconds : null,
            BreachReported = answers && before.ActSla is SlaStatus.Breached,
            ResolvesEscalation = answers && before.State is NoticeState.Escalated,
        };
    }

    /// <summary>A platform's clock may be off; one that is off by days says nothing we could keep.</summary>
    private static string? Check(ResponseInput r, NoticeRow notice, DateTimeOffset now) => r switch
    {
        { Response: null } => "response.required",
        { Response: ResponseKind.ActionTaken, Measure: null } => "measure.required",
        { Response: not ResponseKind.ActionTaken, Measure: not null } => "measure.not-here",
        { Response: ResponseKind.Rejected or ResponseKind.InformationRequested } when r.Reason?.Code is null => "reason.required",
        { Reason: { Code: "other", Text: null or "" } } => "reason.text-required",
        { Reason.Code: { } code } when !Validation.IsToken(code) => "reason.code-invalid",
        { Reason.Text.Length: > 2000 } => "reason.too-long",
        { PlatformRef.Length: > 200 } => "platform-ref.too-long",
        { Account: { Id: null or "" } } or { Account.Id.Length: > 200 } or { Account.Name.Length: > 200 } => "account.invalid",
        { Account.Id: { } account } when account.Any(char.IsControl) => "account.invalid",
        { At: { } at } when at > now.AddMinutes(10) || at < notice.AcceptedAt.AddDays(-1) => "at.out-of-range",
        _ => null,
    };

    private static ResponseResult Refused(Guid? id, NoticeState? state, string code) =>
        new() { NoticeId = id, Status = ResponseStatus.Refused, State = state, Code = code };

    /// <summary>One notice through the responses of one call; several may be about the same.</summary>
    private sealed class Turn(NoticeRow before)
    {
        public NoticeRow Before { get; } = before;

        public NoticeRow Row { get; private set; } = before;

        public List<(EventKind Kind, EventEntry EventEntry)> Entries { get; } = [];

        public bool Removed => Entries.Exists(f => f.Kind is EventKind.ActionTaken);

        public bool Answered => Entries.Exists(f => f.Kind is EventKind.ActionTaken or EventKind.Rejected);

        public void Take(NoticeChange change)
        {
            Row = change.After;
            Entries.AddRange(change.Entries);
        }
    }
}
