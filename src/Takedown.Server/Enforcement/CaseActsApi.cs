using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Enforcement;

/// <summary>What is done in a case: steps, transfers to the police, requests to carriers and registries.</summary>
internal static class CaseActsApi
{
    private const string Json = "application/json";
    private static readonly TakedownJson Types = TakedownJson.Default;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/cases/{id:guid}").WithTags("Regulator").For(Regulator)
            .Scope(KeyScope.Decide);

        group.MapPost("/steps", StepAsync).Idempotent()
            .Describe("takeCaseStep", "Take a step of the ladder, or propose it to a second person",
                "A step that lacks a guard is refused with step.guard-missing; guards and errors name what is missing.")
            .Accepts<CaseStepInput>(Json).Answers<CaseStepView>(201).Fails(400, 403, 404, 409);

        group.MapPost("/steps/{stepId:guid}/approval", ApproveAsync)
            .Describe("approveCaseStep", "Approve a proposed step as the second person, or refuse it",
                "A penalty needs the head.")
            .Accepts<CaseApproval>(Json).Answers<CaseStepView>().Fails(400, 403, 404, 409);

        group.MapPost("/steps/{stepId:guid}/fulfilment", FulfilAsync)
            .Describe("fulfilCaseStep", "Record with its proof that an order was fulfilled, in time or late",
                "An order to correct that is fulfilled makes the case corrected.")
            .Accepts<StepFulfilment>(Json).Answers<CaseStepView>().Fails(400, 403, 404, 409);

        group.MapPost("/transfers", TransferAsync).Idempotent()
            .Describe("openTransfer", "Prepare a transfer to the police",
                "From then on no penalty replaces it. The head decides in three days, and it is sent in 24 hours.")
            .Accepts<TransferInput>(Json).Answers<TransferView>(201).Fails(400, 403, 404, 409);

        group.MapPost("/transfers/{transferId:guid}/acts", ActAsync)
            .Describe("actOnTransfer", "Decide, send, receive, supplement, answer or end a transfer",
                "The body, its head and the police each have their acts. It ends only with feedback.")
            .Accepts<TransferActInput>(Json).Answers<TransferView>().Fails(400, 403, 404, 409);

        group.MapPost("/requests", AskAsync).Idempotent()
            .Describe("openCaseRequest", "Ask the telecom body to suspend, close, cancel, revoke or block",
                "Each kind has its guards: a finding, an opinion attached, a foreign site.")
            .Accepts<CaseRequestInput>(Json).Answers<CaseRequestView>(201).Fails(400, 403, 404, 409);

        Decision(group, RequestDecision.Approval, "acceptCaseRequest", "Accept a request as the telecom body");
        Decision(group, RequestDecision.Execution, "executeCaseRequest", "Record that an access provider confirmed");
        Decision(group, RequestDecision.Refusal, "refuseCaseRequest", "Refuse a request as the telecom body");
        Decision(group, RequestDecision.Lifting, "liftCaseRequest", "Lift the measure of a request");
    }

    private static void Decision(
        IEndpointRouteBuilder group, RequestDecision decision, string operation, string summary) =>
        group.MapPost($"/requests/{{requestId:guid}}/{decision.Word()}",
                (Guid id, Guid requestId, HttpContext http, CaseDesk desk, AskCarriers carriers) =>
                    DecideAsync(id, requestId, decision, http, desk, carriers))
            .Describe(operation, summary,
                "For the body to which the request is addressed. Executed once every provider has confirmed.")
            .Accepts<CaseRequestAct>(Json).Answers<CaseRequestView>()
            .Fails(400, 403, 404, 409);

    private static async Task<Results<Created<CaseStepView>, ProblemHttpResult>> StepAsync(
        Guid id, HttpContext http, CaseDesk desk, TakeStep steps)
    {
        var (view, problem) = await desk.RunAsync(
            http, id, (Types.CaseStepInput, Types.CaseStepView), TakeStep.FaultsOf, steps.TakeAsync);
        return problem is not null ? problem : TypedResults.Created($"/v1/cases/{id}", view);
    }

    private static async Task<Results<Ok<CaseStepView>, ProblemHttpResult>> ApproveAsync(
        Guid id, Guid stepId, HttpContext http, CaseDesk desk, TakeStep steps)
    {
        var (view, problem) = await desk.RunAsync(
            http, id, (Types.CaseApproval, Types.CaseStepView), FaultsOf,
            (work, input) => steps.DecideAsync(work, stepId, input));
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<CaseStepView>, ProblemHttpResult>> FulfilAsync(
        Guid id, Guid stepId, HttpContext http, CaseDesk desk, TakeStep steps)
    {
        var (view, problem) = await desk.RunAsync(
            http, id, (Types.StepFulfilment, Types.CaseStepView), FaultsOf,
            (work, input) => steps.FulfilAsync(work, stepId, input));
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static async Task<Results<Created<TransferView>, ProblemHttpResult>> TransferAsync(
        Guid id, HttpContext http, CaseDesk desk, TransferToPolice transfers)
    {
        var (view, problem) = await desk.RunAsync(
            http, id, (Types.TransferInput, Types.TransferView), TransferToPolice.FaultsOf, transfers.PrepareAsync);
        return problem is not null ? problem : TypedResults.Created($"/v1/cases/{id}", view);
    }

    private static async Task<Results<Ok<TransferView>, ProblemHttpResult>> ActAsync(
        Guid id, Guid transferId, HttpContext http, CaseDesk desk, TransferToPolice transfers)
    {
        var (view, problem) = await desk.RunAsync(
            http, id, (Types.TransferActInput, Types.TransferView), TransferToPolice.FaultsOf,
            (work, input) => transfers.ActAsync(work, transferId, input), byOthers: true);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static async Task<Results<Created<CaseRequestView>, ProblemHttpResult>> AskAsync(
        Guid id, HttpContext http, CaseDesk desk, AskCarriers carriers)
    {
        var (view, problem) = await desk.RunAsync(
            http, id, (Types.CaseRequestInput, Types.CaseRequestView), AskCarriers.FaultsOf, carriers.AskAsync);
        return problem is not null ? problem : TypedResults.Created($"/v1/cases/{id}", view);
    }

    private static async Task<Results<Ok<CaseRequestView>, ProblemHttpResult>> DecideAsync(
        Guid id, Guid requestId, RequestDecision decision, HttpContext http, CaseDesk desk, AskCarriers carriers)
    {
        var (view, problem) = await desk.RunAsync(
            http, id, (Types.CaseRequestAct, Types.CaseRequestView),
            input => AskCarriers.FaultsOf(decision, input),
            (work, input) => carriers.DecideAsync(work, requestId, decision, input), byOthers: true);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static List<InputFault> FaultsOf(CaseApproval input)
    {
        List<InputFault> faults = [];
        faults.CheckNote(input.Reason, CaseChecks.MaxNote, "/reason", required: input.Approved is false);
        return faults;
    }

    private static List<InputFault> FaultsOf(StepFulfilment input)
    {
        List<InputFault> faults = [];
        faults.CheckDocument(input.Proof, "/proof", required: true);
        faults.CheckNote(input.Text, CaseChecks.MaxNote, "/text");
        return faults;
    }
}
