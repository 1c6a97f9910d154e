using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Accounts;

/// <summary>Appeals of accounts against account actions.</summary>
internal static class AccountAppealsApi
{
    private const int MaxText = 4000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/account-actions/{id:guid}/appeal").WithTags("Platform");

        group.MapPost("", FileAsync).For(Platform).Scope(KeyScope.Respond)
            .Describe("appealAccountAction", "File what an account says against a measure, as its platform",
                "Against a measure that was taken, within six months, once. The measure stays until the decision.")
            .Accepts<AccountAppealInput>("application/json").Answers<AccountAppealView>().Fails(400, 404, 409);

        group.MapGet("", GetAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getAccountAppeal", "Read the appeal of an account against a measure",
                "A regulator reads those of the account actions that it reads.")
            .Answers<AccountAppealView>().Fails(404);

        group.MapPost("/decision", DecideAsync).For(Platform).Scope(KeyScope.Respond)
            .Describe("decideAccountAppeal", "Decide the appeal of an account, as a person of the platform",
                "upheld: the measure is lifted, and the strikes behind it are void. The claimants of the notices read "
                + "the event account-appeal-decided. A decision is final.")
            .Accepts<AppealDecisionInput>("application/json").Answers<AccountAppealView>().Fails(400, 403, 404, 409);
    }

    private static async Task<Results<Ok<AccountAppealView>, ProblemHttpResult>> FileAsync(
        Guid id, HttpContext http, AccountAppeals appeals)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.AccountAppealInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Text, MaxText, "/text");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await appeals.FileAsync(http, id, input.Text!);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<AccountAppealView>, ProblemHttpResult>> DecideAsync(
        Guid id, HttpContext http, AccountAppeals appeals, Database database)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.AppealDecisionInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        if (input!.Outcome is null) faults.Add("/outcome", "field.required");
        faults.CheckText(input.Text, MaxText, "/text");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (await database.ReadAsync(s => AccountActionStore.FindAsync(s, id)) is not { } action
            || action.PlatformId != http.Caller().Id) return Problems.NotFound(http);
        // Not solely by a program (DSA art. 20(6)).
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        (var view, problem) = await appeals.DecideAsync(http, id, officer, input.Outcome!.Value, input.Text!);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<AccountAppealView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var (caller, registry) = (http.Caller(), await registryCache.CurrentAsync(http.RequestAborted));
        var view = await database.ReadAsync(async s =>
            await AccountActionStore.FindAsync(s, id) is { } action
            && registry.HasJurisdiction(caller.Id, action.PlatformId)
            && (caller.Kind is not Regulator
                || registry.Regulators[caller.Id].FunctionList.Contains(action.Function))
            && await AccountAppealRow.FindAsync(s, id) is { } appeal ? appeal.View(action) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }
}
