using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Accounts;
using Takedown.Server.Escalations;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Claims;

internal static class WithdrawNotice
{
    public static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, WithdrawalValidator validator, Database database, NoticeStore notices, EscalationStore escalations, StrikeStore strikes,
        RegistryCache registryCache, TimeProvider time)
    {
        var input = new Withdrawal();
        if (http.Request.ContentLength is not (null or 0))
        {
            var (given, problem) = await Body.ReadAsync(http, TakedownJson.Default.Withdrawal, validator);
            if (problem is not null) return problem;
            input = given!;
        }
        var (caller, registry) = (http.Caller(), await registryCache.CurrentAsync(http.RequestAborted));
        var (row, decision) = await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var notice = await NoticeStore.LockWholeAsync(s, id, database.Dialect.ForUpdate);
            if (notice?.ClaimantId != caller.Id) return ((NoticeRow?)null, default(Decision));
            var withdrawn = notice.Status.Withdraw();
            if (withdrawn.Outcome is not Outcome.Applied) return (notice, withdrawn);
            var after = notice.With(withdrawn.Status, registry.PolicyVersions[(notice.Policy, notice.PolicyVersion)]);
            var entry = new EventEntry
            {
                Id = id,
                State = after.State,
                Reason = input.Reason is null ? null : new Reason { Code = "withdrawn", Text = input.Reason },
                WasOpen = notice.State is NoticeState.Delivered or NoticeState.Acknowledged
                    or NoticeState.InformationRequested or NoticeState.Escalated,
                ResolvesEscalation = notice.State is NoticeState.Escalated,
            };
            await notices.SaveAsync(s, [new(notice, after, [(EventKind.Withdrawn, entry)])], now, OrganisationKind.Claimant);
            await escalations.ResolveAsync(s, [id], now);
            if (notice.State is NoticeState.Removed) await strikes.VoidAsync(s, notice, now);
            return (after, withdrawn);
        });
        if (row is null) return Problems.NotFound(http);
        return decision.Outcome is Outcome.Refused ? Problems.Conflict(http, "transition.not-allowed") : TypedResults.Ok(row.View());
    }
}
