using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.NeverTouch;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.NeverTouch;

/// <summary>What a claimant never claims: notices about it are refused before they do harm.</summary>
internal static class NeverTouchApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/never-touch").WithTags("Claimant").For(OrganisationKind.Claimant);

        group.MapGet("", GetAsync).Scope(KeyScope.Read)
            .Describe("getNeverTouch", "Read your list of what is never claimed",
                "Version 0 without entries where there is none.")
            .Answers<NeverTouchList>();

        group.MapPut("", PutAsync).Scope(KeyScope.Send)
            .Describe("putNeverTouch", "Write the next version of your list of what is never claimed",
                "The whole list is replaced. An item of a batch that it covers is refused with target.never-touch, "
                + "from the next batch on. The version of the body is ignored.")
            .Accepts<NeverTouchList>("application/json").Answers<NeverTouchList>().Fails(400);
    }

    private static async Task<Ok<NeverTouchList>> GetAsync(HttpContext http, Database database) => TypedResults.Ok(
        await database.ReadAsync(s => NeverTouchStore.FindAsync(s, http.Caller().Id))
            ?? new NeverTouchList { Entries = [] });

    private static async Task<Results<Ok<NeverTouchList>, ProblemHttpResult>> PutAsync(
        HttpContext http, Database database, NeverTouchStore store, AuditLog audit)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.NeverTouchList);
        if (problem is not null) return problem;
        if (input!.Entries is null) return Problems.Invalid(http, new InputFault("/entries", "field.required"));
        List<InputFault> faults = [.. NeverTouchFaults.Check(input.Entries)
            .Select(f => f.Max is null ? new InputFault(f.Pointer, f.Code) : new InputFault(f.Pointer, f.Code, f.Max))];
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("never-touch.put");
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var next = await store.AddAsync(s, http.Caller().Id, input);
            // Accounts of people are not in the trail; every version of the list is kept.
            await audit.AddAsync(s, act with { Object = FormattableString.Invariant($"{next.Version}") });
            return next;
        }));
    }
}
