using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Leads;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>Decisions of the responsible body about a lead, each by a person.</summary>
internal sealed class DecideLead(
    LeadStore store, ActJournal journal, RegistryCache registryCache, Database database, Ids ids, TimeProvider time)
{
    private static readonly Table<MoveRow> Moves = new("lead_moves",
    [
        new("id", ColumnType.Id, m => m.Id),
        new("lead_id", ColumnType.Id, m => m.Lead.Id),
        new("from_id", ColumnType.Id, m => m.Lead.BodyId),
        new("to_id", ColumnType.Id, m => m.To),
        new("function", ColumnType.Text, m => m.Lead.Function),
        new("kind", ColumnType.Number, m => m.Kind),
        new("reason", ColumnType.Text, m => m.Reason),
        new("at", ColumnType.Instant, m => m.At),
    ]);

    private sealed record MoveRow(
        Guid Id, LeadRow Lead, Guid To, TriageDecision Kind, string? Reason, DateTimeOffset At);

    public static async Task<Results<Ok<LeadView>, ProblemHttpResult>> TriageAsync(
        Guid id, HttpContext http, DecideLead decide)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.LeadTriageInput);
        if (problem is not null) return problem;
        return await decide.RunAsync(http, id, (s, lead, registry, now) => decide.TriageAsync(
            s, http, lead, input!, registry, now));
    }

    public static async Task<Results<Ok<LeadView>, ProblemHttpResult>> CloseAsync(
        Guid id, HttpContext http, DecideLead decide)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.LeadClosureInput);
        if (problem is not null) return problem;
        return await decide.RunAsync(http, id, (s, lead, _, now) => decide.CloseAsync(
            s, http, lead, input!.Outcome, now));
    }

    /// <summary>Locks the lead, and lets a person of its body decide.</summary>
    private async Task<Results<Ok<LeadView>, ProblemHttpResult>> RunAsync(
        HttpContext http, Guid id,
        Func<Session, LeadRow, RegistrySnapshot, DateTimeOffset, Task<ProblemHttpResult?>> act)
    {
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var (view, problem) = await database.WriteAsync<(LeadView?, ProblemHttpResult?)>(async s =>
        {
            if (await store.LockAsync(s, id) is not { } lead
                || !await LeadStore.IsReadByAsync(s, lead, registry, http.Caller()))
                return (null, Problems.NotFound(http));
            if (Officer.Of(http, out var refused) is null) return (null, refused);
            if (lead.BodyId != http.Caller().Id)
                return (null, Problems.Of(http, StatusCodes.Status403Forbidden, "body.not-responsible"));
            var now = time.GetUtcNow();
            if (await act(s, lead, registry, now) is { } fault) return (null, fault);
            return (await LeadViews.OneAsync(s, (await LeadStore.FindAsync(s, id))!, withHistory: true, now), null);
        });
        return problem is not null ? problem : TypedResults.Ok(view!);
    }

    private async Task<ProblemHttpResult?> TriageAsync(
        Session s, HttpContext http, LeadRow lead, LeadTriageInput input, RegistrySnapshot registry,
        DateTimeOffset now)
    {
        if (input.Decision is not { } decision)
            return Problems.Invalid(http, new InputFault("/decision", "field.required"));
        var reason = string.IsNullOrWhiteSpace(input.Reason) ? null : input.Reason.Trim();
        List<InputFault> faults =
        [
            .. LeadTriage.Faults(decision, reason is not null, RecipientOf(registry, lead.BodyId, input.To))
                .Select(f => new InputFault(f.Pointer, f.Code)),
        ];
        LeadValidator.AtMost(faults, input.Reason, "/reason", LeadValidator.MaxReason);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (LeadTriage.Obstacle(lead.Status, lead.CaseId is not null, decision) is { } code)
            return Problems.Conflict(http, code);
        await BodyDeadlines.StopAsync(s, DeadlineOwner.Lead, lead.Id, now);
        if (decision is TriageDecision.HandDown or TriageDecision.HandOver)
            await MoveAsync(s, lead, registry, input.To!.Value, decision, reason, now);
        else await LeadStore.SaveAsync(s, Decided(lead, decision, reason, now));
        await journal.AddAsync(s, http, ActSubject.Lead, lead.Id, ActOf(decision), now, Details(reason, input.To));
        return null;
    }

    private async Task<ProblemHttpResult?> CloseAsync(
        Session s, HttpContext http, LeadRow lead, string? outcome, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        if (string.IsNullOrWhiteSpace(outcome)) faults.Add(new("/outcome", "field.required"));
        LeadValidator.AtMost(faults, outcome, "/outcome", LeadValidator.MaxReason);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (lead.CaseId is not null) return Problems.Conflict(http, "lead.in-case");
        if (lead.Status is not LeadStatus.Accepted) return Problems.Conflict(http, "lead.not-accepted");
        await LeadStore.SaveAsync(s, lead with
        {
            Status = LeadStatus.Closed, ClosedAt = now, ClosedBy = lead.BodyId, Reason = outcome,
        });
        await journal.AddAsync(s, http, ActSubject.Lead, lead.Id, "closed", now, Details(outcome, null));
        return null;
    }

    private static LeadRow Decided(LeadRow lead, TriageDecision decision, string? reason, DateTimeOffset now) =>
        decision is TriageDecision.Accept
            ? lead with { Status = LeadStatus.Accepted, DecidedAt = now, AcceptedAt = now, AcceptedBy = lead.BodyId }
            : lead with { Status = LeadStatus.Refused, DecidedAt = now, Reason = reason };

    /// <summary>The other body decides anew, with a time limit of its own.</summary>
    private async Task MoveAsync(
        Session s, LeadRow lead, RegistrySnapshot registry, Guid to, TriageDecision kind, string? reason,
        DateTimeOffset now)
    {
        var body = registry.Regulators[to];
        var moved = lead with
        {
            BodyId = to,
            Status = LeadStatus.Received,
            Region = body.Region,
            Function = body.FunctionList.Contains(lead.Function) ? lead.Function : body.FunctionList[0],
            RoutedBy = kind.Word(),
            DecidedAt = null,
        };
        await s.InsertAsync(Moves, [new(ids.Next(), lead, to, kind, reason, now)]);
        await LeadStore.SaveAsync(s, moved);
        await LeadBook.StartAsync(s, moved, registry, now);
    }

    private static LeadRecipient RecipientOf(RegistrySnapshot registry, Guid body, Guid? to) => to switch
    {
        null => LeadRecipient.None,
        { } id when id == body => LeadRecipient.Itself,
        { } id when !registry.Regulators.ContainsKey(id) => LeadRecipient.Unknown,
        // Everybody is below the operator, with whom only leads without a body are.
        { } id when body == registry.OperatorId || registry.IsAbove(body, id) => LeadRecipient.Below,
        _ => LeadRecipient.Other,
    };

    private static string ActOf(TriageDecision decision) => decision switch
    {
        TriageDecision.Accept => "accepted",
        TriageDecision.Refuse => "refused",
        TriageDecision.HandDown => "handed-down",
        TriageDecision.HandOver => "handed-over",
    };

    private static string? Details(string? reason, Guid? to)
    {
        var details = new JsonObject();
        if (reason is not null) details["reason"] = reason;
        if (to is not null) details["to"] = to;
        return details.Count == 0 ? null : details.ToJsonString();
    }
}
