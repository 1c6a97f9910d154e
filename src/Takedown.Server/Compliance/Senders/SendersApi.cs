using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Limits;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Compliance.Senders;

/// <summary>What the operator reads of senders, and slowing one down.</summary>
internal static class SendersApi
{
    private const int Days = 30, MaxText = 2000;

    private const string Periods =
        "Of the last 30 days unless from is given. The accuracy is that of the compliance counters.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/senders").WithTags("Limits").For(Operator);

        group.MapGet("", ListAsync).Scope(KeyScope.Read)
            .Describe("listSenders", "List the claimants that send, those with the most items first",
                "Those that are slowed down are listed too if they sent nothing. " + Periods)
            .Paged().Reads("from", "to", "tz").Answers<Page<SenderView>>().Fails(400);

        group.MapGet("/{id:guid}", GetAsync).Scope(KeyScope.Read)
            .Describe("getSender", "Read what a claimant sends and how often it is right", Periods)
            .Reads("from", "to", "tz").Answers<SenderView>().Fails(400, 404);

        group.MapPut("/{id:guid}/slowdown", SlowAsync).Scope(KeyScope.Operate)
            .Describe("slowSender", "Slow a claimant down, for a reason that it is told",
                "Its requests at once become at most 2, its requests per minute 600, its uploads at once 1. However "
                + "many notices it sends, none is refused for it: each batch is taken, one after the other. It reads "
                + "the reason as the event slowed-down and in GET /v1/usage.")
            .Accepts<SlowdownInput>("application/json").Answers<LimitSet>().Fails(400, 404);

        group.MapDelete("/{id:guid}/slowdown", EndAsync).Scope(KeyScope.Operate)
            .Describe("endSlowdown", "End the slowdown of a claimant",
                "Its limits are what they were; it reads the event slowdown-ended. Nothing happens if it is not slowed "
                + "down.")
            .Answers(204).Fails(404);
    }

    private static async Task<Results<Ok<Page<SenderView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, SenderStore store, Projector projector, RegistryCache registryCache, LimitsCache limits,
        TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var query = new Query(http);
        var (limit, skip) = (query.Limit, query.After);
        var (period, faults) = PeriodOf(query, http, registry, time.GetUtcNow());
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        var current = await limits.GetAsync(http.Caller().Registry, http.RequestAborted);
        var found = await store.MostAsync([.. registry.Platforms.Keys], period, current, skip, limit + 1);
        return TypedResults.Ok(new Page<SenderView>([.. found.Take(limit)], found.Count <= limit ? null
            : (skip + limit).ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<SenderView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, SenderStore store, Projector projector, RegistryCache registryCache,
        LimitsCache limits, TimeProvider time)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (period, faults) = PeriodOf(new(http), http, registry, time.GetUtcNow());
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        await projector.WaitUntilCurrentAsync(http.RequestAborted);
        var current = await limits.GetAsync(http.Caller().Registry, http.RequestAborted);
        return await store.FindAsync(id, [.. registry.Platforms.Keys], period, current) is { } found
            ? TypedResults.Ok(found) : Problems.NotFound(http);
    }

    private static async Task<Results<Ok<LimitSet>, ProblemHttpResult>> SlowAsync(
        Guid id, HttpContext http, OrganisationStore organisations, Slowdowns slowdowns, LimitsCache limits,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SlowdownInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        if (input!.Reason is null) faults.Add("/reason", "field.required");
        faults.CheckText(input.Text, MaxText, "/text");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (await organisations.FindAsync(id) is not { Kind: Claimant }) return Problems.NotFound(http);
        await slowdowns.BeginAsync(http, id, new()
        {
            Reason = input.Reason!.Value,
            Text = input.Text!.Trim(),
            // As precisely as it is stored.
            Since = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
        });
        return TypedResults.Ok(limits.Latest.For(id).InForce);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        Guid id, HttpContext http, OrganisationStore organisations, Slowdowns slowdowns)
    {
        if (await organisations.FindAsync(id) is not { Kind: Claimant }) return Problems.NotFound(http);
        await slowdowns.EndAsync(http, id);
        return TypedResults.NoContent();
    }

    private static (Period Period, List<InputFault> Faults) PeriodOf(
        Query query, HttpContext http, RegistrySnapshot registry, DateTimeOffset now)
    {
        var (period, faults) = PeriodQuery.Read(query, http, registry, now);
        if (period.From is not null) return (period, faults);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return (period with { From = (period.To is { } to && to < today ? to : today).AddDays(1 - Days) }, faults);
    }
}
