using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Publications;
using Takedown.Core.Transparency;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>A person decides about a notice of the public record; to hide or to show it again needs a second one.
/// </summary>
internal sealed class DecideRecord(
    RecordDecisionStore store, AuditLog audit, RegistryCache registryCache, Database database, Ids ids,
    TimeProvider time)
{
    private const int MaxReason = 2000;

    public static async Task<Results<Created<RecordDecisionView>, ProblemHttpResult>> ProposeAsync(
        Guid id, HttpContext http, DecideRecord decide)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.RecordDecisionInput);
        if (problem is not null) return problem;
        var faults = RecordDecisionFaults.Of(input!);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await decide.ProposeAsync(id, http, input!);
        return problem is not null ? problem
            : TypedResults.Created($"/v1/transparency/decisions/{view!.Id}", view);
    }

    private async Task<(RecordDecisionView?, ProblemHttpResult?)> ProposeAsync(
        Guid id, HttpContext http, RecordDecisionInput input)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (caller, act) = (http.Caller(), http.Act("record.change", id));
        return await database.WriteAsync<(RecordDecisionView?, ProblemHttpResult?)>(async s =>
        {
            await s.LockAsync($"record {id}");
            if (await NoticeStore.FindAsync(s, id) is not { } notice || !registry.IsRecordOf(caller, notice))
                return (null, Problems.NotFound(http));
            if (Officer.Of(http, out var problem) is not { } officer) return (null, problem);
            var kind = input.Kind!.Value;
            var earlier = (await RecordDecisionStore.OfAsync(s, [id]))[id].ToList();
            if (!RecordDecisionRules.IsPossible(kind, earlier))
                return (null, Problems.Conflict(http, "record.state"));
            var needsSecond = RecordDecisionRules.NeedsSecond(kind);
            if (needsSecond && await RecordDecisionStore.IsPendingAsync(s, id, kind))
                return (null, Problems.Conflict(http, "record.pending"));
            var now = time.GetUtcNow();
            var row = new RecordDecisionRow
            {
                Id = ids.Next(),
                NoticeId = id,
                Kind = kind,
                Status = needsSecond ? PublicationStatus.Proposed : PublicationStatus.Approved,
                ByKind = caller.Kind,
                Ground = input.Ground,
                Note = input.Note,
                Field = input.Field,
                Original = input.Field is null ? null
                    : await RecordFields.ValueAsync(s, notice, earlier, input.Field),
                Value = kind is RecordDecisionKind.Reply ? input.Text : input.Value,
                Author = input.Author,
                OrganisationId = caller.Id,
                CorrectionId = input.CorrectionId,
                At = now,
                ProposedBy = officer.PersonId,
                Proposer = officer.Name,
            };
            if (input.CorrectionId is { } correction
                && !await CorrectionStore.GrantAsync(s, correction, id, row.Id, now))
                return (null, Problems.Invalid(http, new InputFault("/correctionId", "correction.unknown")));
            if (!needsSecond)
                row = row with { Version = await store.TakeEffectAsync(s, notice, caller.Kind, now) };
            await s.InsertAsync(RecordDecisionRow.Table, [row]);
            return (await RecordedAsync(s, row, act), null);
        });
    }

    public static Task<Results<Ok<RecordDecisionView>, ProblemHttpResult>> ApproveAsync(
        Guid id, HttpContext http, DecideRecord decide) =>
        decide.AsSecondAsync(id, http, PublicationAct.Approve, null);

    public static async Task<Results<Ok<RecordDecisionView>, ProblemHttpResult>> RefuseAsync(
        Guid id, HttpContext http, DecideRecord decide)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ReasonInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Reason, MaxReason, "/reason");
        return faults.Count > 0 ? Problems.Invalid(http, faults)
            : await decide.AsSecondAsync(id, http, PublicationAct.Refuse, input.Reason);
    }

    private async Task<Results<Ok<RecordDecisionView>, ProblemHttpResult>> AsSecondAsync(
        Guid id, HttpContext http, PublicationAct act, string? reason)
    {
        var caller = http.Caller();
        var isApproval = act is PublicationAct.Approve;
        var recorded = isApproval ? http.Act("record.approve", id) : http.Act("record.refuse", id);
        var (view, problem) = await database.WriteAsync<(RecordDecisionView?, ProblemHttpResult?)>(async s =>
        {
            if (await RecordDecisionStore.FindAsync(s, caller, id) is not { } found)
                return (null, Problems.NotFound(http));
            // Read again under the lock of its notice: another may have decided meanwhile.
            await s.LockAsync($"record {found.NoticeId}");
            var row = (await RecordDecisionStore.FindAsync(s, caller, id))!;
            if (Officer.SecondOf(http, row.ProposedBy, out var refused) is not { } officer) return (null, refused);
            if (row.OrganisationId != caller.Id)
                return (null, Problems.Of(http, StatusCodes.Status403Forbidden, "record.not-yours"));
            if (PublicationRules.After(row.Status, act) is not { } status)
                return (null, Problems.Conflict(http, "publication.state"));
            var earlier = (await RecordDecisionStore.OfAsync(s, [row.NoticeId]))[row.NoticeId];
            if (isApproval && !RecordDecisionRules.IsPossible(row.Kind, earlier))
                return (null, Problems.Conflict(http, "record.state"));
            var now = time.GetUtcNow();
            var decided = row with
            {
                Status = status,
                DecidedAt = now,
                DecidedBy = officer.PersonId,
                Decider = officer.Name,
                Reason = reason,
                Version = isApproval ? await store.TakeEffectAsync(
                    s, (await NoticeStore.FindAsync(s, row.NoticeId))!, caller.Kind, now) : null,
            };
            await s.UpdateAsync(RecordDecisionRow.Table, [decided]);
            return (await RecordedAsync(s, decided, recorded), null);
        });
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private async Task<RecordDecisionView> RecordedAsync(Session s, RecordDecisionRow row, AuditAct act)
    {
        var view = row.View(await OrganisationNames.OfAsync(s, [row.OrganisationId]));
        await audit.AddAsync(s, act);
        return view;
    }
}
