using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Limits;

/// <summary>Limits as data, and their use.</summary>
internal static class LimitsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Limits");

        group.MapGet("/limits", GetAsync).For(Operator).Scope(KeyScope.Read).Limited(LimitKind.LimitRead)
            .Describe("getLimits", "Read the server-wide limits").Answers<LimitSet>();

        group.MapPut("/limits", PutAsync).For(Operator).Scope(KeyScope.Operate).Limited(LimitKind.None)
            .Describe("putLimits", "Write the next version of the server-wide limits",
                "An omitted value means the default of the program. The limits are in force from the next request on, "
                + "in all processes. Limits of requests are counted by each process on its own.")
            .Accepts<LimitSet>("application/json").Answers<LimitSet>().Fails(400);

        group.MapGet("/organisations/{id:guid}/limits", GetOwnAsync).For(Operator, Claimant, Platform, Regulator)
            .Scope(KeyScope.Read).Limited(LimitKind.LimitRead)
            .Describe("getOrganisationLimits", "Read the limits of an organisation",
                "As they were given, with a slowdown beside them; what is counted against now is in GET /v1/usage. The "
                + "operator reads those of any organisation; others read their own.")
            .Answers<LimitSet>().Fails(404);

        group.MapPut("/organisations/{id:guid}/limits", PutOwnAsync).For(Operator)
            .Scope(KeyScope.Operate).Limited(LimitKind.None)
            .Describe("putOrganisationLimits", "Give an organisation limits of its own",
                "An omitted value means the server-wide one.")
            .Accepts<LimitSet>("application/json").Answers<LimitSet>().Fails(400, 404);

        group.MapDelete("/organisations/{id:guid}/limits", DeleteOwnAsync).For(Operator)
            .Scope(KeyScope.Operate).Limited(LimitKind.None)
            .Describe("deleteOrganisationLimits", "Return an organisation to the server-wide limits")
            .Answers(204).Fails(404);

        group.MapGet("/usage", UsageAsync).For(Operator, Claimant, Platform, Regulator)
            .Scope(KeyScope.Read).Limited(LimitKind.LimitRead)
            .Describe("getUsage", "Read your limits and what you use of them now",
                "Requests, uploads, streams and long polls are those of the process that answers.")
            .Answers<UsageView>();
    }

    private static async Task<Ok<LimitSet>> GetAsync(HttpContext http, LimitsCache cache) =>
        TypedResults.Ok((await CurrentAsync(http, cache)).Server.View);

    private static async Task<Results<Ok<LimitSet>, ProblemHttpResult>> PutAsync(
        HttpContext http, LimitWriter writer, LimitsCache cache)
    {
        var (input, problem) = await ReadAsync(http, serverWide: true);
        if (problem is not null) return problem;
        await writer.WriteAsync(http.Act("limits.put"), LimitStore.Server, input);
        return TypedResults.Ok(cache.Latest.Server.View);
    }

    private static async Task<Results<Ok<LimitSet>, ProblemHttpResult>> GetOwnAsync(
        Guid id, HttpContext http, OrganisationStore organisations, LimitsCache cache)
    {
        var caller = http.Caller();
        if (caller.Kind is not Operator && caller.Id != id) return Problems.NotFound(http);
        if (await organisations.FindAsync(id) is null) return Problems.NotFound(http);
        return TypedResults.Ok((await CurrentAsync(http, cache)).For(id).View);
    }

    private static async Task<Results<Ok<LimitSet>, ProblemHttpResult>> PutOwnAsync(
        Guid id, HttpContext http, OrganisationStore organisations, LimitWriter writer, LimitsCache cache)
    {
        var (input, problem) = await ReadAsync(http, serverWide: false);
        if (problem is not null) return problem;
        if (await organisations.FindAsync(id) is null) return Problems.NotFound(http);
        await writer.WriteAsync(http.Act("limits.put", id), id, input);
        return TypedResults.Ok(cache.Latest.For(id).View);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteOwnAsync(
        Guid id, HttpContext http, OrganisationStore organisations, LimitWriter writer)
    {
        if (await organisations.FindAsync(id) is null) return Problems.NotFound(http);
        await writer.WriteAsync(http.Act("limits.retire", id), id, null);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<UsageView>> UsageAsync(
        HttpContext http, Database database, LimitsCache cache, Permits permits, RefusedBytes refused)
    {
        var caller = http.Caller();
        var limits = (await CurrentAsync(http, cache)).For(caller.Id);
        long Used(Counted of, Guid owner, int limit) => permits.Used(new(of, owner, limit));
        var (today, stored, evidence) = await database.ReadAsync(async s => (
            await refused.TodayAsync(s, caller.Id), await RefusedBytes.StoredAsync(s, caller.Id),
            await EvidenceRoom.StoredAsync(s, caller.Id)));
        return TypedResults.Ok(new UsageView
        {
            Limits = limits.InForce,
            RequestsAtOnce = Used(Counted.RequestsAtOnce, caller.Id, limits.RequestsAtOnce),
            RequestsAtOncePerKey = Used(Counted.RequestsAtOncePerKey, caller.KeyId, limits.RequestsAtOncePerKey),
            RequestsPerMinute = Used(Counted.RequestsPerMinute, caller.Id, limits.RequestsPerMinute),
            Uploads = Used(Counted.Uploads, caller.Id, limits.Uploads),
            Streams = Used(Counted.Streams, caller.Id, limits.Streams),
            LongPolls = Used(Counted.LongPolls, caller.Id, limits.LongPolls),
            RefusedBytesToday = today,
            RefusedBytesStored = stored,
            EvidenceBytesStored = evidence,
        });
    }

    private static async Task<(LimitSet? Given, ProblemHttpResult? Problem)> ReadAsync(
        HttpContext http, bool serverWide)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.LimitSet);
        if (problem is not null) return (null, problem);
        var faults = LimitFields.FaultsOf(input!, serverWide);
        return faults.Count > 0 ? (null, Problems.Invalid(http, faults)) : (input, null);
    }

    private static ValueTask<LimitsCache.Snapshot> CurrentAsync(HttpContext http, LimitsCache cache) =>
        cache.GetAsync(http.Caller().Registry, http.RequestAborted);
}
