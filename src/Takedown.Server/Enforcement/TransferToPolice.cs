using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Cases;
using Takedown.Core.Deadlines;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>The transfer to the police, parallel to the ladder (两法衔接).</summary>
internal sealed class TransferToPolice(ActJournal journal, AuditLog audit, Ids ids)
{
    public static IReadOnlyList<InputFault> FaultsOf(TransferInput input)
    {
        List<InputFault> faults = [];
        faults.CheckNote(input.Basis, 2000, "/basis", required: true);
        if (input.Documents?.Count > 50) faults.Add("/documents", "list.too-long", "50");
        for (var i = 0; i < Math.Min(input.Documents?.Count ?? 0, 50); i++)
            faults.CheckDocument(input.Documents![i], $"/documents/{i}", required: true);
        return faults;
    }

    public static IReadOnlyList<InputFault> FaultsOf(TransferActInput input)
    {
        List<InputFault> faults = [];
        if (input.Act is null) faults.Add("/act", "field.required");
        faults.CheckNote(input.Reason, CaseChecks.MaxNote, "/reason",
            required: input.Act is TransferAct.Reject or TransferAct.Refuse);
        faults.CheckNote(input.Outcome, CaseChecks.MaxNote, "/outcome", required: input.Act is TransferAct.Feedback);
        faults.CheckNote(input.Sealed, 10_000, "/sealed");
        faults.CheckDocument(input.Document, "/document", required: input.Act is TransferAct.TellRightHolder);
        if (input.Arrested is < 0 or > 100_000) faults.Add("/arrested", "value.out-of-range", "0 – 100000");
        return faults;
    }

    public async Task<(TransferView?, ProblemHttpResult?)> PrepareAsync(CaseWork work, TransferInput input)
    {
        var (s, http) = (work.S, work.Http);
        if ((await TransferRow.OfAsync(s, work.Case.Id)).Any(t => TransferRules.IsOpen(t.State)))
            return (null, Problems.Conflict(http, "transfer.exists"));
        if (input.To is { } named && !(work.Registry.Regulators.TryGetValue(named, out var body)
            && body.FunctionList.Contains("police")))
            return (null, Problems.Invalid(http, new InputFault("/to", "body.unknown")));
        var view = new TransferView
        {
            Id = ids.Next(),
            State = TransferState.Prepared,
            To = input.To ?? work.Registry.BodyFor(work.Case.Region, "police"),
            Procuratorate = work.Registry.BodyFor(work.Case.Region, "procuratorate"),
            Basis = input.Basis,
            Documents = input.Documents,
            Entries = [],
            AskedBy = work.By,
            AskedAt = work.Now,
        };
        await TransferRow.AddAsync(s, TransferRow.Of(work.Case.Id, work.Officer.OrganisationId, view));
        await StartAsync(work, view);
        await CaseStore.SaveAsync(s, work.Case);
        await journal.AddAsync(s, http, ActSubject.Case, work.Case.Id, "transfer-prepared", work.Now);
        return (view, null);
    }

    public async Task<(TransferView?, ProblemHttpResult?)> ActAsync(
        CaseWork work, Guid transferId, TransferActInput input)
    {
        var (s, http, act) = (work.S, work.Http, input.Act!.Value);
        var row = (await TransferRow.OfAsync(s, work.Case.Id)).FirstOrDefault(t => t.Id == transferId);
        if (row is null) return (null, Problems.NotFound(http));
        var view = row.View;
        if (Lacks(work, row, view, act) is { } lacking) return (null, lacking);
        if (TransferRules.After(row.State, act) is not { } next)
            return (null, Problems.Conflict(http, "transfer.not-possible"));
        if (act is TransferAct.Close && !view.Entries.Any(e => e.Act is TransferAct.Feedback))
            return (null, Problems.Conflict(http, "transfer.feedback-missing"));
        var entry = new TransferEntry
        {
            Act = act, At = work.Now, By = work.By, Reason = input.Reason, Document = input.Document,
            Outcome = input.Outcome, Sealed = input.Sealed, Arrested = input.Arrested,
        };
        view = view with
        {
            State = next,
            Entries = [.. view.Entries, entry],
            RightHolderToldAt = act is TransferAct.TellRightHolder ? work.Now : view.RightHolderToldAt,
        };
        var after = TransferRow.Of(work.Case.Id, row.BodyId, view);
        await TransferRow.SaveAsync(s, after);
        await StopAsync(work, row.State, act, transferId);
        if (next != row.State) await StartAsync(work, view);
        if (act is TransferAct.Send)
        {
            foreach (var reader in new[] { view.To, view.Procuratorate }.OfType<Guid>())
                await CaseDesk.AddBodyAsync(s, work.Case.Id, reader);
        }
        await CaseStore.SaveAsync(s, work.Case);
        await journal.AddAsync(s, http, ActSubject.Case, work.Case.Id, $"transfer-{act.Word()}", work.Now);
        if (act is TransferAct.Approve or TransferAct.Reject)
            await audit.AddAsync(s, http.Act("case-transfer.change", transferId));
        return (after.Shown(IsPolice(work)), null);
    }

    public static bool IsPolice(CaseWork work) =>
        work.Registry.Regulators[work.Officer.OrganisationId].FunctionList.Contains("police");

    /// <summary>Who may not do it: the police's acts are the police's, where they are here.</summary>
    private static ProblemHttpResult? Lacks(CaseWork work, TransferRow row, TransferView view, TransferAct act)
    {
        var decides = CaseStore.IsDecidedBy(work.Case, work.Http.Caller());
        switch (TransferRules.ActorOf(act))
        {
            case TransferActor.Police:
                var police = row.PoliceId is { } id ? id == work.Officer.OrganisationId : decides;
                return police ? null : OtherBody(work);
            case TransferActor.Head when decides && view.AskedBy.PersonId == work.Officer.PersonId:
                return Problems.Conflict(work.Http, "approval.same-person");
            case TransferActor.Head when decides:
                return Officer.HeadOf(work.Http, out var problem) is null ? problem : null;
            default:
                return decides ? null : OtherBody(work);
        }
    }

    private static ProblemHttpResult OtherBody(CaseWork work) =>
        Problems.Of(work.Http, StatusCodes.Status403Forbidden, "case.other-body");

    private static Task StartAsync(CaseWork work, TransferView view) => Clocks.StartAsync(
        work.S, work.Registry, DeadlineOwner.Transfer, view.Id, LegalClocks.Of(view.State), work.Now);

    /// <summary>An act ends the time limits of the state before it; a receipt ends only its own.</summary>
    private static Task StopAsync(CaseWork work, TransferState before, TransferAct act, Guid id) => act switch
    {
        TransferAct.TellRightHolder or TransferAct.Feedback => Task.CompletedTask,
        TransferAct.Receive or TransferAct.AskSupplement when before is TransferState.Sent => Clocks.StopAsync(
            work.S, DeadlineOwner.Transfer, [id], work.Now, [DeadlineKind.Triage]),
        TransferAct.AskSupplement => Task.CompletedTask,
        TransferAct.SupplementGiven => Clocks.StopAsync(
            work.S, DeadlineOwner.Transfer, [id], work.Now, [DeadlineKind.Report]),
        _ => Clocks.StopAsync(work.S, DeadlineOwner.Transfer, [id], work.Now),
    };
}
