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
        Guid id, HttpContext http, Database database, NoticeCommands commands, RegistryCache registryCache,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.Supplement);
        if (problem is not null) return problem;
        var faults = Check(input!, time.GetUtcNow()).ToList();
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (notice, outcome) = await database.WriteAsync(s => commands.ApplyAsync(
            s, id, registry, OrganisationKind.Claimant, set => set.Own(
                id, http.Caller(), NoticeCommand.SupplyInformation,
                new() { Supplement = input! with { At = set.At.Now } })));
        if (notice is null) return Problems.NotFound(http);
        return outcome is Outcome.Applied
            ? TypedResults.Ok(notice.View()) : Problems.Conflict(http, "transition.not-allowed");
    }

    private static IEnumerable<InputFault> Check(Supplement input, DateTimeOffset now)
    {
        if (input.At is not null) yield return new("/at", "field.unknown", "at");
        if (string.IsNullOrWhiteSpace(input.Text) && input.Evidence is not { Count: > 0 }) yield return new("/text", "field.required");
        if (input.Text?.Length > 5000) yield return new("/text", "value.too-long", "5,000");
        if (input.Evidence?.Count > 50) yield return new("/evidence", "list.too-long", "50");
        foreach (var (evidence, i) in (input.Evidence ?? []).Take(50).Select((e, i) => (e, i)))
        {
            foreach (var fault in EvidenceRules.Check(evidence, $"/evidence/{i}", now)) yield return fault;
        }
    }
}
