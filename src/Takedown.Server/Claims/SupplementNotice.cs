using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Claims;

/// <summary><c>POST /v1/notices/{id}/supplement</c>.</summary>
internal static class SupplementNotice
{
    public static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, SupplementValidator validator, Database database, NoticeCommands commands,
        RegistryCache registryCache)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.Supplement, validator);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (notice, outcome) = await database.WriteAsync(s => commands.ApplyAsync(
            s, id, registry, http.Caller().Kind, set => set.Own(
                id, http.Caller(), NoticeCommand.SupplyInformation,
                new() { Supplement = input! with { At = set.At.Now } }),
            NoticeOwner.Claimant(http.Caller().Id)));
        if (notice is null) return Problems.NotFound(http);
        if (outcome is not Outcome.Applied) return Problems.Conflict(http, "transition.not-allowed");
        var own = await database.ReadAsync(s => NoticeStore.WithOwnDataAsync(s, notice));
        return TypedResults.Ok(own.View());
    }
}
