using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance.Senders;

/// <summary>Steps against a claimant that abuses notices: decided by a person, told, never silent.</summary>
internal static class StepsApi
{
    private const int MaxText = 2000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/senders/{id:guid}/steps").WithTags("Accountability");

        group.MapPost("", TakeAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("stepAgainstSender", "Warn, lower or suspend a claimant, or lift that, as a person",
                "lower and suspend need a warning before. The claimant reads the step with its reason in its score and "
                + "as an event. While it is suspended its batches are 403 sender.suspended; what it sent before goes "
                + "on. The number of its notices is none of the reasons.")
            .Accepts<SenderStepInput>("application/json").Answers<SenderStanding>().Fails(400, 403, 404, 409);

        group.MapGet("", ListAsync).For(Operator, Claimant).Scope(KeyScope.Read)
            .Describe("listSenderSteps", "List what changed how a claimant stands, oldest first",
                "Steps of people and what the rule did to its tier. A claimant reads its own.")
            .Paged().Answers<Page<StandingChange>>().Fails(400, 404);
    }

    private static async Task<Results<Ok<SenderStanding>, ProblemHttpResult>> TakeAsync(
        Guid id, HttpContext http, Standings standings, OrganisationStore organisations, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SenderStepInput);
        if (problem is not null) return problem;
        var now = time.GetUtcNow();
        var faults = FaultsOf(input!, now);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (await organisations.FindAsync(id) is not { Kind: Claimant }) return Problems.NotFound(http);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        var step = input!.Step!.Value;
        var (standing, code) = await standings.ChangeAsync(
            http.Act("sender.step", id), id, http.Caller().Kind, former =>
                SenderSteps.Refusal(former, step) is { } refusal ? (null, refusal) : (new()
                {
                    Change = step switch
                    {
                        SenderStep.Warn => StandingChangeKind.Warned,
                        SenderStep.Lower => StandingChangeKind.Lowered,
                        SenderStep.Suspend => StandingChangeKind.Suspended,
                        SenderStep.Lift => StandingChangeKind.Lifted,
                    },
                    At = now,
                    Reason = input.Reason,
                    Text = input.Text!.Trim(),
                    Person = officer.Name,
                    Until = input.Until,
                }, null));
        return code is not null ? Problems.Conflict(http, code) : TypedResults.Ok(standing ?? new());
    }

    private static List<InputFault> FaultsOf(SenderStepInput input, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        if (input.Step is null) faults.Add("/step", "field.required");
        if (input.Reason is null) faults.Add("/reason", "field.required");
        faults.CheckText(input.Text, MaxText, "/text");
        if (input.Step is SenderStep.Suspend)
        {
            if (input.Until is null) faults.Add("/until", "field.required");
            else if (input.Until <= now || input.Until > now + SenderSteps.LongestSuspension)
                faults.Add("/until", "value.out-of-range", "P180D");
        }
        else if (input.Until is not null)
        {
            faults.Add("/until", "step.until-not-here");
        }
        return faults;
    }

    private static async Task<Results<Ok<Page<StandingChange>>, ProblemHttpResult>> ListAsync(
        Guid id, HttpContext http, OrganisationStore organisations, Database database)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        if (!http.Caller().Sees(id) || await organisations.FindAsync(id) is not { Kind: Claimant })
            return Problems.NotFound(http);
        var rows = await database.ReadAsync(s => StandingStore.ChangesAsync(s, id, after ?? Guid.Empty, limit + 1));
        return TypedResults.Ok(new Page<StandingChange>(
            [.. rows.Take(limit).Select(r => r.Change)], rows.Count > limit ? $"{rows[limit - 1].Id}" : null));
    }
}
