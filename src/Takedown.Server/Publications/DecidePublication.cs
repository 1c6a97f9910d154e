using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Core.Publications;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Publications;

/// <summary>What persons of the body decide about a publication, and what an exposed platform says.</summary>
internal sealed class DecidePublication(
    PublicationStore store, ActJournal journal, AuditLog audit, RegistryCache registryCache, Database database,
    TimeProvider time)
{
    private const int MaxReason = 2000, MaxReply = 5000;

    public static async Task<Results<Ok<PublicationView>, ProblemHttpResult>> ApproveAsync(
        Guid id, HttpContext http, DecidePublication decide) =>
        await decide.AsBodyAsync(id, http, PublicationAct.Approve, null);

    public static Task<Results<Ok<PublicationView>, ProblemHttpResult>> RefuseAsync(
        Guid id, HttpContext http, DecidePublication decide) =>
        decide.WithReasonAsync(id, http, PublicationAct.Refuse);

    public static Task<Results<Ok<PublicationView>, ProblemHttpResult>> WithdrawAsync(
        Guid id, HttpContext http, DecidePublication decide) =>
        decide.WithReasonAsync(id, http, PublicationAct.Withdraw);

    public static Task<Results<Ok<PublicationView>, ProblemHttpResult>> ChangeAsync(
        Guid id, HttpContext http, DecidePublication decide) =>
        decide.WithReasonAsync(id, http, PublicationAct.Change);

    private async Task<Results<Ok<PublicationView>, ProblemHttpResult>> WithReasonAsync(
        Guid id, HttpContext http, PublicationAct act)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ReasonInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Reason, MaxReason, "/reason");
        return faults.Count > 0 ? Problems.Invalid(http, faults) : await AsBodyAsync(id, http, act, input.Reason);
    }

    private async Task<Results<Ok<PublicationView>, ProblemHttpResult>> AsBodyAsync(
        Guid id, HttpContext http, PublicationAct act, string? reason)
    {
        var recorded = act switch
        {
            PublicationAct.Approve => http.Act("publication.approve", id),
            PublicationAct.Refuse => http.Act("publication.refuse", id),
            PublicationAct.Withdraw => http.Act("publication.withdraw", id),
            _ => null,
        };
        return await ApplyAsync(id, http, async (s, registry, row, now) =>
        {
            if (Officer.Of(http, out var problem) is not { } officer) return (null, problem);
            if (row.BodyId != http.Caller().Id) return (null, CaseGate.NotYours(http));
            if (PublicationRules.After(row.Status, act) is not { } status)
                return (null, Problems.Conflict(http, "publication.state"));
            if (act is PublicationAct.Approve or PublicationAct.Refuse && row.ProposedBy == officer.PersonId)
                return (null, Problems.Conflict(http, "approval.same-person"));
            var changed = await ChangedAsync(s, registry, row with { Status = status }, officer, act, reason, now);
            await journal.AddAsync(s, http, ActSubject.Publication, id, Word(act), now, Said(reason));
            if (row.CaseId is { } about)
                await journal.AddAsync(s, http, ActSubject.Case, about, $"publication-{Word(act)}", now);
            return (changed, null);
        }, recorded);
    }

    private static string Word(PublicationAct act) => act switch
    {
        PublicationAct.Approve => "approved",
        PublicationAct.Refuse => "refused",
        PublicationAct.Withdraw => "withdrawn",
        PublicationAct.Change => "decision-changed",
        _ => "replied",
    };

    private static string? Said(string? reason) => reason is null ? null
        : JsonSerializer.Serialize(new ReasonInput { Reason = reason }, TakedownJson.Default.ReasonInput);

    private static async Task<Publication> ChangedAsync(
        Session s, RegistrySnapshot registry, Publication row, Officer officer, PublicationAct act, string? reason,
        DateTimeOffset now)
    {
        var due = (await DeadlineStore.OfAsync(s, DeadlineOwner.Publication, [row.Id]))[row.Id]
            .Select(d => (Deadline?)d).FirstOrDefault();
        if (act is PublicationAct.Withdraw && due is { } running) due = running.Stop(now);
        if (act is PublicationAct.Change && due is null)
        {
            var by = registry.WorkingDue(row.BodyId, PublicationRules.WithdrawDays, now);
            due = new(DeadlineKind.Retract, by.At, Provisional: by.Provisional);
        }
        if (due is { } kept)
            await DeadlineStore.SaveAsync(s, [StoredDeadline.Of(DeadlineOwner.Publication, row.Id, kept)]);
        var today = Publication.Write(registry.DayOf(row.BodyId, now));
        return act switch
        {
            PublicationAct.Approve => row with
            {
                ApprovedAt = now,
                ApprovedBy = officer.PersonId,
                PublishOn = string.CompareOrdinal(row.PublishOn, today) > 0 ? row.PublishOn : today,
            },
            PublicationAct.Withdraw => row with { WithdrawnAt = now, Reason = reason },
            PublicationAct.Refuse => row with { Reason = reason },
            _ => row,
        };
    }

    public static async Task<Results<Ok<PublicationView>, ProblemHttpResult>> ReplyAsync(
        Guid id, HttpContext http, DecidePublication decide)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.PublicationReplyInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Text, MaxReply, "/text");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var platform = http.Caller().Id;
        return await decide.ApplyAsync(id, http, async (s, _, row, now) =>
        {
            if (PublicationRules.After(row.Status, PublicationAct.Reply) is null)
                return (null, Problems.Conflict(http, "publication.state"));
            var replies = row.ReplyList;
            if (replies.Exists(r => r.PlatformId == platform))
                return (null, Problems.Conflict(http, "publication.replied"));
            replies.Add(new() { PlatformId = platform, Text = input.Text!, At = now });
            await decide.journal.AddAsync(s, http, ActSubject.Publication, id, "replied", now);
            return (row with
            {
                Replies = JsonSerializer.Serialize(replies, TakedownJson.Default.ListPublicationReply),
            }, null);
        }, recorded: null);
    }

    private readonly ActJournal journal = journal;

    private async Task<Results<Ok<PublicationView>, ProblemHttpResult>> ApplyAsync(
        Guid id, HttpContext http,
        Func<Session, RegistrySnapshot, Publication, DateTimeOffset, Task<(Publication?, ProblemHttpResult?)>> apply,
        AuditAct? recorded)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = Reader.Of(registry, http.Caller());
        var (view, problem) = await database.WriteAsync<(PublicationView?, ProblemHttpResult?)>(async s =>
        {
            if (await store.LockAsync(s, reader, id) is not { } row) return (null, Problems.NotFound(http));
            var now = time.GetUtcNow();
            var (changed, refusal) = await apply(s, registry, row, now);
            if (changed is null) return (null, refusal);
            await s.UpdateAsync(Publication.Table, [changed]);
            var after = await PublicationViews.WholeAsync(s, registry, http.Caller(), changed, now);
            if (recorded is not null) await audit.AddAsync(s, recorded);
            return (after, null);
        });
        return problem is not null ? problem : TypedResults.Ok(view);
    }
}
