using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Claims;

internal static class SupplementNotice
{
    public static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, SupplementValidator validator, Database database, NoticeStore notices,
        RegistryCache registryCache, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.Supplement, validator);
        if (problem is not null) return problem;
        var (caller, registry) = (http.Caller(), await registryCache.CurrentAsync(http.RequestAborted));
        var (row, outcome) = await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var notice = await NoticeStore.LockWholeAsync(s, id, database.Dialect.ForUpdate);
            if (notice?.ClaimantId != caller.Id) return ((NoticeRow?)null, default(Outcome));
            var supplied = notice.Status.Supply(now);
            if (supplied.Outcome is not Outcome.Applied) return (notice, supplied.Outcome);
            List<Supplement> all = [.. notice.SupplementList ?? [], input! with { At = now }];
            var after = notice.With(supplied.Status, registry.PolicyVersions[(notice.Policy, notice.PolicyVersion)]) with
            {
                Supplements = JsonSerializer.Serialize(all, StoredJson.Default.ListSupplement),
            };
            var entry = new EventEntry { Id = id, State = after.State, Deadline = "act", Due = after.ActDue };
            await notices.SaveAsync(s, [new(notice, after, [(EventKind.InformationSupplied, entry)])], now, OrganisationKind.Claimant);
            return (after, supplied.Outcome);
        });
        if (row is null) return Problems.NotFound(http);
        return outcome is Outcome.Applied ? TypedResults.Ok(row.View()) : Problems.Conflict(http, "transition.not-allowed");
    }
}
