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

/// <summary>Steps of a case: taken or proposed by one person, approved by a second, fulfilled with proof.</summary>
internal sealed class TakeStep(ActJournal journal, AuditLog audit, Ids ids)
{
    private const decimal MaxMoney = 1_000_000_000_000;

    public static IReadOnlyList<InputFault> FaultsOf(CaseStepInput input)
    {
        List<InputFault> faults = [];
        if (input.Kind is null) faults.Add("/kind", "field.required");
        faults.CheckLine(input.Recipient, 200, "/recipient");
        faults.CheckNote(input.Basis, 1000, "/basis");
        faults.CheckNote(input.Text, 10_000, "/text");
        faults.CheckDocument(input.Document, "/document");
        foreach (var (money, at) in new[] { (input.Amount, "/amount"), (input.Confiscated, "/confiscated") })
        {
            if (money is { } yuan && (yuan is < 0 or > MaxMoney || decimal.Round(yuan, 2) != yuan))
                faults.Add(at, "value.out-of-range", $"0.00 – {MaxMoney}.00");
        }
        if (input.Goods is < 0) faults.Add("/goods", "value.out-of-range", "0 – 2147483647");
        return faults;
    }

    public async Task<(CaseStepView?, ProblemHttpResult?)> TakeAsync(CaseWork work, CaseStepInput input)
    {
        var (s, http, kind) = (work.S, work.Http, input.Kind!.Value);
        if (input.Due <= work.Now) return (null, Problems.Invalid(http, new InputFault("/due", "due.past")));
        var steps = await StepRow.OfAsync(s, work.Case.Id);
        var missing = StepRules.Missing(kind, await FactsAsync(work, steps, input.Recipient, input.Basis));
        if (CaseDesk.Guarded(http, missing) is { } refused) return (null, refused);
        if (steps.Any(r => r.Kind == kind && r.View.Recipient == input.Recipient && IsRunning(r, work.Now)))
            return (null, Problems.Conflict(http, "step.exists"));
        var approval = StepRules.ApprovalOf(kind);
        var view = new CaseStepView
        {
            Id = ids.Next(),
            Kind = kind,
            State = StepState.Proposed,
            WaitsFor = WaitsFor(approval),
            Recipient = input.Recipient,
            Due = input.Due?.ToUniversalTime(),
            Basis = input.Basis,
            Document = input.Document,
            Amount = input.Amount,
            Confiscated = input.Confiscated,
            Goods = input.Goods,
            Text = input.Text,
            AskedBy = work.By,
            AskedAt = work.Now,
        };
        await StepRow.AddAsync(s, work.Case.Id, work.Officer.OrganisationId, view);
        if (approval is StepApproval.None) view = await TakeEffectAsync(work, steps, view);
        await CaseStore.SaveAsync(s, work.Case with { State = StateAfter(work, view), FiledAt = FiledAt(work, view) });
        await NoteAsync(work, approval is StepApproval.None ? "step-taken" : "step-proposed", view);
        return (view, null);
    }

    public async Task<(CaseStepView?, ProblemHttpResult?)> DecideAsync(
        CaseWork work, Guid stepId, CaseApproval decision)
    {
        var (s, http) = (work.S, work.Http);
        var steps = await StepRow.OfAsync(s, work.Case.Id);
        if (steps.FirstOrDefault(r => r.Id == stepId) is not { } row) return (null, Problems.NotFound(http));
        var view = row.View;
        if (view.State is not StepState.Proposed) return (null, Problems.Conflict(http, "step.not-proposed"));
        if (view.AskedBy.PersonId == work.Officer.PersonId)
            return (null, Problems.Conflict(http, "approval.same-person"));
        if (view.WaitsFor == "head" && Officer.HeadOf(http, out var head) is null) return (null, head);
        var approved = decision.Approved is not false;
        view = view with
        {
            WaitsFor = null, ApprovedBy = work.By, ApprovedAt = work.Now, Reason = decision.Reason,
            State = approved ? StepState.Effective : StepState.Refused,
        };
        if (approved)
        {
            if (view.Due <= work.Now) return (null, Problems.Conflict(http, "due.past"));
            var facts = await FactsAsync(work, steps, view.Recipient, view.Basis);
            if (CaseDesk.Guarded(http, StepRules.Missing(view.Kind, facts)) is { } refused) return (null, refused);
            view = await TakeEffectAsync(work, steps, view);
        }
        else await StepRow.SaveAsync(s, row, view);
        await CaseStore.SaveAsync(s, work.Case with { State = StateAfter(work, view), FiledAt = FiledAt(work, view) });
        await NoteAsync(work, approved ? "step-approved" : "step-refused", view);
        await audit.AddAsync(s, http.Act("case-step.change", stepId));
        return (view, null);
    }

    public async Task<(CaseStepView?, ProblemHttpResult?)> FulfilAsync(
        CaseWork work, Guid stepId, StepFulfilment input)
    {
        var (s, http) = (work.S, work.Http);
        var row = (await StepRow.OfAsync(s, work.Case.Id)).FirstOrDefault(r => r.Id == stepId);
        if (row is null) return (null, Problems.NotFound(http));
        if (row.State is not (StepState.Effective or StepState.Overdue) || LegalClocks.Of(row.Kind).Count == 0)
            return (null, Problems.Conflict(http, "step.not-fulfillable"));
        var view = row.View with { State = StepState.Fulfilled, FulfilledAt = work.Now, Proof = input.Proof };
        await StepRow.SaveAsync(s, row, view);
        await Clocks.StopAsync(s, DeadlineOwner.CaseStep, [stepId], work.Now,
            row.Kind is StepKind.Penalty ? [DeadlineKind.Order] : null);
        var corrected = row.Kind is StepKind.RectificationOrder && work.Case.State is CaseState.Ordered
            or CaseState.Overdue;
        await CaseStore.SaveAsync(s, corrected ? work.Case with { State = CaseState.Corrected } : work.Case);
        await NoteAsync(work, "step-fulfilled", view);
        return (view, null);
    }

    private static string? WaitsFor(StepApproval approval) => approval switch
    {
        StepApproval.SecondPerson => "second-person",
        StepApproval.Head => "head",
        _ => null,
    };

    private static bool IsRunning(StepRow row, DateTimeOffset now) => row.State is StepState.Proposed
        || (row.State is StepState.Effective && (row.Kind is StepKind.Filing or StepKind.Penalty || row.Due >= now));

    private static CaseState StateAfter(CaseWork work, CaseStepView view) => view.State is StepState.Effective
        ? StepRules.After(work.Case.State, view.Kind) : work.Case.State;

    private static DateTimeOffset? FiledAt(CaseWork work, CaseStepView view) =>
        work.Case.FiledAt ?? (view is { Kind: StepKind.Filing, State: StepState.Effective } ? work.Now : null);

    /// <summary>Starts the time limits of a step and ends those that it answers.</summary>
    private static async Task<CaseStepView> TakeEffectAsync(
        CaseWork work, IReadOnlyList<StepRow> steps, CaseStepView view)
    {
        var clocks = LegalClocks.Of(view.Kind);
        var due = clocks.Count == 0 ? view.Due
            : view.Due ?? Clocks.DueAt(work.Registry, clocks[^1], work.Now);
        var done = view with { State = StepState.Effective, EffectiveAt = work.Now, Due = due };
        await StepRow.SaveAsync(
            work.S, StepRow.Of(work.Case.Id, view.AskedBy.OrganisationId, done), done);
        await Clocks.StartAsync(
            work.S, work.Registry, DeadlineOwner.CaseStep, view.Id, clocks, work.Now, view.Due);
        (StepKind Kind, DeadlineKind Deadline)? ends = view.Kind switch
        {
            StepKind.Statement => (StepKind.PriorNotice, DeadlineKind.Reply),
            StepKind.Hearing => (StepKind.PriorNotice, DeadlineKind.Triage),
            StepKind.Penalty => (StepKind.Filing, DeadlineKind.Decide),
            StepKind.Service => (StepKind.Penalty, DeadlineKind.Execute),
            _ => null,
        };
        if (ends is { } end)
        {
            await Clocks.StopAsync(work.S, DeadlineOwner.CaseStep,
                [.. steps.Where(r => r.Kind == end.Kind).Select(r => r.Id)], work.Now, [end.Deadline]);
        }
        return done;
    }

    private static async Task<CaseFacts> FactsAsync(
        CaseWork work, IReadOnlyList<StepRow> steps, string? recipient, string? basis)
    {
        var transfers = await TransferRow.OfAsync(work.S, work.Case.Id);
        var suspected = work.Content.SuspectedOfCrime || transfers.Any(t => TransferRules.IsOpen(t.State))
            || CaseDetails.Reached(work.Content, work.Now).Count > 0;
        return new()
        {
            Level = work.Level,
            Functions = work.Registry.Regulators[work.Officer.OrganisationId].FunctionList,
            Now = work.Now,
            IsFiled = work.Case.FiledAt is not null,
            IsDecided = steps.Any(r => r.Kind is StepKind.Penalty && r.EffectiveAt is not null),
            PriorNoticeAt = steps.LastOrDefault(r => r.Kind is StepKind.PriorNotice && r.EffectiveAt is not null)
                ?.EffectiveAt,
            HasStatement = steps.Any(r => r.Kind is StepKind.Statement && r.EffectiveAt is not null),
            OwesTransfer = suspected && !transfers.Any(t => t.State >= TransferState.Sent
                || t.State is TransferState.NotApproved),
            HasRecipient = !string.IsNullOrWhiteSpace(recipient),
            HasBasis = !string.IsNullOrWhiteSpace(basis),
        };
    }

    private Task NoteAsync(CaseWork work, string act, CaseStepView view) => journal.AddAsync(
        work.S, work.Http, ActSubject.Case, work.Case.Id, act, work.Now, view, TakedownJson.Default.CaseStepView);
}
