using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Cases;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>What the telecom body does with a request.</summary>
internal enum RequestDecision
{
    Approval,
    Execution,
    Refusal,
    Lifting,
}

/// <summary>Requests to the telecom body, which has every access provider confirm (D05–D13, E24).</summary>
internal sealed class AskCarriers(ActJournal journal, AuditLog audit, Ids ids)
{
    private const int MaxProviders = 100;

    public static IReadOnlyList<InputFault> FaultsOf(CaseRequestInput input)
    {
        List<InputFault> faults = [];
        if (input.Kind is null) faults.Add("/kind", "field.required");
        faults.CheckNote(input.Basis, 1000, "/basis");
        faults.CheckLine(input.Target, 2000, "/target");
        faults.CheckDocument(input.Finding, "/finding");
        faults.CheckDocument(input.Opinion, "/opinion");
        faults.CheckDocument(input.Document, "/document");
        if (input.Providers?.Count > MaxProviders) faults.Add("/providers", "list.too-long", $"{MaxProviders}");
        for (var i = 0; i < Math.Min(input.Providers?.Count ?? 0, MaxProviders); i++)
            faults.CheckLine(input.Providers![i], 200, $"/providers/{i}", required: true);
        if (input.Providers is { } all && all.Distinct(StringComparer.Ordinal).Count() < all.Count)
            faults.Add("/providers", "value.duplicate");
        return faults;
    }

    public static IReadOnlyList<InputFault> FaultsOf(RequestDecision decision, CaseRequestAct input)
    {
        List<InputFault> faults = [];
        faults.CheckLine(input.Provider, 200, "/provider");
        faults.CheckNote(input.Reason, CaseChecks.MaxNote, "/reason",
            required: decision is RequestDecision.Refusal or RequestDecision.Lifting);
        faults.CheckDocument(input.Proof, "/proof");
        return faults;
    }

    public async Task<(CaseRequestView?, ProblemHttpResult?)> AskAsync(CaseWork work, CaseRequestInput input)
    {
        var (s, http, kind) = (work.S, work.Http, input.Kind!.Value);
        var steps = await StepRow.OfAsync(s, work.Case.Id);
        var transfers = await TransferRow.OfAsync(s, work.Case.Id);
        var found = input.Finding is not null || transfers.Any(t => t.FiledAt is not null) || steps.Any(r =>
            r.EffectiveAt is not null
            && r.Kind is StepKind.RectificationOrder or StepKind.Penalty or StepKind.Investigation);
        var target = input.Target ?? work.Content.Targets.Select(t => t.Url ?? t.Name).FirstOrDefault();
        var facts = new RequestFacts(
            work.Level, found, input.Opinion is not null,
            work.Case.IsCrossBorder || work.Content.Targets.Any(t => t.HostedAbroad is true), target is not null);
        if (CaseDesk.Guarded(http, RequestRules.Missing(kind, facts)) is { } refused) return (null, refused);
        var to = input.To ?? work.Registry.BodyFor(work.Case.Region, "telecom");
        if (to is not { } telecom || !work.Registry.Regulators.TryGetValue(telecom, out var body)
            || !body.FunctionList.Intersect(["telecom", "industry-it"]).Any())
            return (null, Problems.Invalid(http, new InputFault("/to", "body.unknown")));
        var view = new CaseRequestView
        {
            Id = ids.Next(),
            Kind = kind,
            State = CaseRequestState.Requested,
            To = telecom,
            Basis = input.Basis,
            Target = target,
            Providers = [.. (input.Providers ?? []).Select(p => new ProviderConfirmation { Provider = p })],
            Finding = input.Finding,
            Opinion = input.Opinion,
            Document = input.Document,
            AskedBy = work.By,
            AskedAt = work.Now,
        };
        await RequestRow.AddAsync(s, RequestRow.Of(work.Case.Id, work.Officer.OrganisationId, view));
        await CaseDesk.AddBodyAsync(s, work.Case.Id, telecom);
        await CaseStore.SaveAsync(s, work.Case);
        await NoteAsync(work, "request-made", view);
        return (view, null);
    }

    public async Task<(CaseRequestView?, ProblemHttpResult?)> DecideAsync(
        CaseWork work, Guid requestId, RequestDecision decision, CaseRequestAct input)
    {
        var (s, http) = (work.S, work.Http);
        var row = (await RequestRow.OfAsync(s, work.Case.Id)).FirstOrDefault(r => r.Id == requestId);
        if (row is null) return (null, Problems.NotFound(http));
        if (row.RecipientId != work.Officer.OrganisationId)
            return (null, Problems.Of(http, StatusCodes.Status403Forbidden, "case.other-body"));
        if (row.View.AskedBy.PersonId == work.Officer.PersonId)
            return (null, Problems.Conflict(http, "approval.same-person"));
        var possible = (row.State, decision) is (CaseRequestState.Requested, RequestDecision.Approval)
            or (CaseRequestState.Requested, RequestDecision.Refusal)
            or (CaseRequestState.Accepted, RequestDecision.Execution)
            or (CaseRequestState.Executed or CaseRequestState.Accepted, RequestDecision.Lifting);
        if (!possible) return (null, Problems.Conflict(http, "request.not-possible"));
        if (input.Provider is { } provider && row.View.Providers.All(p => p.Provider != provider))
            return (null, Problems.Invalid(http, new InputFault("/provider", "provider.unknown")));
        var view = After(row.View, work, decision, input);
        await RequestRow.SaveAsync(s, RequestRow.Of(work.Case.Id, row.BodyId, view));
        if (view.State is CaseRequestState.Accepted && row.State is CaseRequestState.Requested)
        {
            await Clocks.StartAsync(
                s, work.Registry, DeadlineOwner.CaseRequest, view.Id, LegalClocks.Of(view.Kind), work.Now);
        }
        else if (view.State != row.State)
        {
            await Clocks.StopAsync(s, DeadlineOwner.CaseRequest, [view.Id], work.Now,
                cancel: view.State is CaseRequestState.Lifted);
        }
        await CaseStore.SaveAsync(s, work.Case);
        await NoteAsync(work, $"request-{decision.Word()}", view);
        await audit.AddAsync(s, http.Act("case-request.change", requestId));
        return (view, null);
    }

    private static CaseRequestView After(
        CaseRequestView view, CaseWork work, RequestDecision decision, CaseRequestAct input)
    {
        switch (decision)
        {
            case RequestDecision.Approval:
                return view with
                {
                    State = CaseRequestState.Accepted, DecidedBy = work.By, DecidedAt = work.Now,
                };
            case RequestDecision.Refusal:
                return view with
                {
                    State = CaseRequestState.Refused, DecidedBy = work.By, DecidedAt = work.Now,
                    Reason = input.Reason,
                };
            case RequestDecision.Lifting:
                return view with { State = CaseRequestState.Lifted, LiftedAt = work.Now, Reason = input.Reason };
            default:
                List<ProviderConfirmation> providers = [.. view.Providers.Select(p =>
                    p.ConfirmedAt is null && (input.Provider is null || p.Provider == input.Provider)
                        ? p with { ConfirmedAt = work.Now, Proof = input.Proof } : p)];
                var done = providers.All(p => p.ConfirmedAt is not null);
                return view with
                {
                    Providers = providers,
                    State = done ? CaseRequestState.Executed : view.State,
                    ExecutedAt = done ? work.Now : null,
                };
        }
    }

    private Task NoteAsync(CaseWork work, string act, CaseRequestView view) => journal.AddAsync(
        work.S, work.Http, ActSubject.Case, work.Case.Id, act, work.Now, view, TakedownJson.Default.CaseRequestView);
}
