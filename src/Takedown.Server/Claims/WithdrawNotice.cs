using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Claims;

/// <summary><c>POST /v1/notices/{id}/withdrawal</c>.</summary>
internal static class WithdrawNotice
{
    public static async Task<Results<Ok<NoticeView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, WithdrawalValidator validator, Database database, NoticeCommands commands,
        RegistryCache registryCache)
    {
        var (input, problem) = await OptionalBody.ReadAsync(http, TakedownJson.Default.Withdrawal, () => new());
        if (problem is not null) return problem;
        if (validator.FaultsOf(input!) is { Count: > 0 } faults) return Problems.Invalid(http, faults);
        var details = NoticeDetails.OfWithdrawal(input!.Reason);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (notice, outcome) = await database.WriteAsync(s => commands.ApplyAsync(
            s, id, registry, http.Caller().Kind,
            set => set.Own(id, http.Caller(), NoticeCommand.Withdraw, details),
            NoticeOwner.Claimant(http.Caller().Id)));
        if (notice is null) return Problems.NotFound(http);
        if (outcome is Outcome.Refused) return Problems.Conflict(http, "transition.not-allowed");
        var own = await database.ReadAsync(s => NoticeStore.WithOwnDataAsync(s, notice));
        return TypedResults.Ok(own.View());
    }
}
