using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Compliance;
using Takedown.Server.Deadlines;
using Takedown.Server.Delivery;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Sandbox;

/// <summary>Lets an integrator see deadlines pass without waiting for them.</summary>
internal static class SandboxApi
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static void MapSandbox(this IEndpointRouteBuilder routes, TakedownOptions options)
    {
        var group = routes.MapGroup("/v1/sandbox").WithTags("Sandbox");
        group.MapPost("/clock", (HttpContext http, ClockAdvanceValidator validator, ServerClock clock,
                SandboxStore store, OutboxSweep dispatch, DeadlineSweep deadlines, Projector projector) =>
                options.Sandbox ? AdvanceAsync(http, validator, clock, store, dispatch, deadlines, projector)
                    : Task.FromResult<Results<Ok<ClockView>, ProblemHttpResult>>(Problems.NotFound(http)))
            .For(Operator, Claimant, Platform, Regulator)
            .Describe("advanceClock", "Advance the clock of the sandbox; returns after everything due has run",
                "404 unless Takedown:Sandbox is true. Any key may advance the clock: a sandbox has no real deadlines.")
            .Accepts<ClockAdvance>("application/json").Answers<ClockView>().Fails(400, 404);
    }

    private static async Task<Results<Ok<ClockView>, ProblemHttpResult>> AdvanceAsync(
        HttpContext http, ClockAdvanceValidator validator, ServerClock clock, SandboxStore store, OutboxSweep dispatch,
        DeadlineSweep deadlines, Projector projector)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.ClockAdvance, validator);
        if (problem is not null) return problem;
        // What was accepted before the jump was delivered before it, as it would have been without the jump.
        await dispatch.DrainAsync(Timeout, http.RequestAborted);
        clock.SetAhead(await store.AddAsync(input!.Advance!.Value));
        await deadlines.RunAsync(all: true, http.RequestAborted);
        if (await dispatch.RunAsync() > 0) await dispatch.DrainAsync(Timeout, http.RequestAborted);
        await projector.WaitUntilCurrentAsync(Timeout, http.RequestAborted);
        return TypedResults.Ok(new ClockView { Now = clock.GetUtcNow(), Ahead = clock.Ahead });
    }
}
