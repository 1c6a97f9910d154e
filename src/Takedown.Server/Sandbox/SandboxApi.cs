using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Sandbox;

/// <summary>Lets an integrator test deadlines without waiting for them.</summary>
internal static class SandboxApi
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static void Map(IEndpointRouteBuilder routes, TakedownOptions options)
    {
        var group = routes.MapGroup("/v1/sandbox").WithTags("Sandbox");
        group.MapPost("/clock", (HttpContext http, ClockAdvanceValidator validator, ServerClock clock,
                SandboxStore store, IEnumerable<ClockFollower> followers) =>
                options.Sandbox ? AdvanceAsync(http, validator, clock, store, followers)
                    : Task.FromResult<Results<Ok<ClockView>, ProblemHttpResult>>(Problems.NotFound(http)))
            .For(Operator, Claimant, Platform, Regulator).AnyScope()
            .Describe("advanceClock", "Advance the clock of the sandbox; returns after everything due has run",
                "404 unless Takedown:Sandbox is true. Any key may advance the clock: a sandbox has no real deadlines.")
            .Accepts<ClockAdvance>("application/json").Answers<ClockView>().Fails(400, 404);
    }

    private static async Task<Results<Ok<ClockView>, ProblemHttpResult>> AdvanceAsync(
        HttpContext http, ClockAdvanceValidator validator, ServerClock clock, SandboxStore store,
        IEnumerable<ClockFollower> followers)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ClockAdvance, validator);
        if (problem is not null) return problem;
        foreach (var follower in followers)
        {
            if (follower.BeforeAsync is { } before) await before(Timeout, http.RequestAborted);
        }
        if (await store.AddAsync(input!.Advance!.Value, ClockAdvanceValidator.MaxAhead, http.Act("clock.advance"))
            is not { } ahead)
        {
            return Problems.Invalid(http, ClockAdvanceValidator.TooFar);
        }
        clock.SetAhead(ahead);
        foreach (var follower in followers) await follower.AfterAsync(Timeout, http.RequestAborted);
        return TypedResults.Ok(new ClockView { Now = clock.GetUtcNow(), Ahead = clock.Ahead });
    }
}
