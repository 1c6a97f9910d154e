using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>A locked case and who acts on it, within one transaction.</summary>
internal sealed record CaseWork(
    Session S, HttpContext Http, CaseRow Case, CaseContent Content, RegistrySnapshot Registry, Officer Officer,
    DateTimeOffset Now)
{
    public CaseOfficer By => new()
    {
        PersonId = Officer.PersonId, Name = Officer.Name, OrganisationId = Officer.OrganisationId,
    };

    public RegionLevel Level => RegionLevels.LevelOf(Registry.Regulators[Officer.OrganisationId].Region);
}

/// <summary>The way of every act on a case: who sees it, what was sent, which person acts, then the lock.</summary>
internal sealed class CaseDesk(
    Database database, CaseStore cases, RegistryCache registryCache, StoredAnswers answers, TimeProvider time)
{
    private const string TakesPart = "SELECT COUNT(*) FROM case_bodies WHERE case_id = @id AND body_id = @body";
    private const string Part =
        "INSERT INTO case_bodies (case_id, body_id) VALUES (@id, @body) ON CONFLICT DO NOTHING";

    /// <summary>A body that takes part reads the case from now on.</summary>
    public static Task AddBodyAsync(Session s, Guid id, Guid body) => s.ExecuteAsync(Part, new { id, body });

    /// <summary>Whether the caller may read a case.</summary>
    public static async Task<bool> ReadsAsync(Session s, CaseRow row, RegistrySnapshot registry, Caller caller) =>
        CaseStore.IsReadBy(row, registry, caller)
        || await s.FirstAsync<long>(TakesPart, new { id = row.Id, body = caller.Id }) > 0;

    /// <param name="http">The request.</param>
    /// <param name="id">The case.</param>
    /// <param name="types">Types of what is sent and answered.</param>
    /// <param name="check">The faults of what was sent.</param>
    /// <param name="act">The act under the lock; a problem stores nothing.</param>
    /// <param name="byOthers">Whether bodies act that take part without deciding the case.</param>
    public async Task<(TOut? View, ProblemHttpResult? Problem)> RunAsync<TIn, TOut>(
        HttpContext http, Guid id, (JsonTypeInfo<TIn> In, JsonTypeInfo<TOut> Out) types,
        Func<TIn, IReadOnlyList<InputFault>> check,
        Func<CaseWork, TIn, Task<(TOut?, ProblemHttpResult?)>> act, bool byOthers = false)
        where TIn : class, new() where TOut : class
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var caller = http.Caller();
        var seen = await database.ReadAsync(async s =>
            await CaseStore.FindAsync(s, id) is { } row && await ReadsAsync(s, row, registry, caller) ? row : null);
        if (seen is null) return (null, Problems.NotFound(http));
        var (input, problem) = await OptionalBody.ReadAsync(http, types.In, () => new());
        if (problem is not null) return (null, problem);
        if (check(input!) is { Count: > 0 } faults) return (null, Problems.Invalid(http, faults));
        if (Officer.Of(http, out problem) is not { } officer) return (null, problem);
        if (!byOthers && !CaseStore.IsDecidedBy(seen, caller))
            return (null, Problems.Of(http, StatusCodes.Status403Forbidden, "case.other-body"));
        return await answers.OnceAsync(http, types.Out, async s =>
        {
            var row = await cases.LockAsync(s, id);
            if (row is null || !await ReadsAsync(s, row, registry, caller)) return (null, Problems.NotFound(http));
            if (row.State is CaseState.Closed) return (null, Problems.Conflict(http, "case.closed"));
            return await act(new(s, http, row, StoredCase.Of(row), registry, officer, time.GetUtcNow()), input!);
        });
    }

    /// <summary>A refusal that names the guards.</summary>
    public static ProblemHttpResult? Guarded(
        HttpContext http, IReadOnlyList<Core.Cases.MissingGuard> missing)
    {
        if (missing.Count == 0) return null;
        var problem = Problems.Of(http, StatusCodes.Status409Conflict, "step.guard-missing",
            [.. missing.Select(m => new InputFault(m.Pointer, m.Code))]);
        problem.ProblemDetails.Extensions["guards"] =
            missing.Select(m => m.Code["guard.".Length..]).ToArray();
        return problem;
    }
}
