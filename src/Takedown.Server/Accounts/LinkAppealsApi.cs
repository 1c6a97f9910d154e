using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;

namespace Takedown.Server.Accounts;

/// <summary>What the user of an account does without an account here, with the link of a notice.</summary>
internal static class LinkAppealsApi
{
    private const int MaxText = 4000, MaxActions = 20, MaxCode = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/account-appeals").WithTags("Counter-notices").AllowAnonymous()
            .Limited(LimitKind.PublicRecord);

        group.MapGet("/steps", GetAsync)
            .Describe("listAccountSteps", "List the measures against your account that followed from a notice",
                "Without an account, by the code of the link that the platform gave you for this notice.")
            .Reads("accusedLink").Answers<AccountSteps>().Fails(400, 404, 429);

        group.MapPost("/with-link", FileAsync)
            .Describe("fileOwnAccountAppeal", "Appeal against measures against your account, with the link of a notice",
                "Without an account, once with a link and before its counter-notice, which uses the link up. The "
                + "appeal is decided as one that the platform files for you.")
            .Accepts<LinkAppealInput>("application/json").Answers<AccountSteps>().Fails(400, 404, 409, 429);
    }

    private static async Task<Results<Ok<AccountSteps>, ProblemHttpResult>> GetAsync(
        HttpContext http, LinkAppeals appeals)
    {
        var query = new Query(http);
        var code = query.Text("link");
        List<InputFault> faults = [.. query.Faults];
        if (string.IsNullOrEmpty(code) && faults.Count == 0) faults.Add("?link", "field.required");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        http.Response.Headers.CacheControl = "no-store";
        var (view, problem) = await appeals.ReadAsync(http, code!);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<AccountSteps>, ProblemHttpResult>> FileAsync(
        HttpContext http, LinkAppeals appeals)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.LinkAppealInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Link, MaxCode, "/link");
        faults.CheckText(input.Text, MaxText, "/text");
        faults.CheckIds(input.ActionIds, MaxActions, "/actionIds");
        if (input.ActionIds is []) faults.Add("/actionIds", "field.required");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await appeals.FileAsync(http, input);
        return problem is not null ? problem : TypedResults.Ok(view);
    }
}
