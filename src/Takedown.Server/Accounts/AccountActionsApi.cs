using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Accounts;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

internal static class AccountActionsApi
{
    private const int MaxBody = 16 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/account-actions").WithTags("Platform").For(OrganisationKind.Platform);

        group.MapGet("", ListAsync).Scope(KeyScope.Read)
            .Describe("readAccountActions",
                "Read the account actions requested of you, after a position; waits up to 30 s for new ones")
            .Limited(LimitKind.LongPoll).Paged().Waits().Answers<Page<AccountActionView>>().Fails(400, 410);

        group.MapPost("/responses", RespondAsync).Scope(KeyScope.Respond)
            .Describe("respondToAccountActions", "Respond to up to 10,000 account actions",
                "action-taken confirms the requested measure or a stricter one; rejected requires a reason.")
            .Limited(LimitKind.Bulk)
            .Accepts<AccountResponsesInput>("application/json").Answers<AccountResponsesView>().Fails(400, 413);
    }

    private static async Task<Results<Ok<Page<AccountActionView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, AccountActionStore store, Histories histories, ChangeNotifier notifier)
    {
        var query = new Query(http);
        var (after, limit, wait) = (query.After, query.Limit, query.Wait);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var platformId = http.Caller().Id;
        var (items, lost) = await notifier.WaitUntilAsync(
            ChangeTopic.AccountActions(platformId), wait, async () =>
            {
                var page = await store.AfterAsync(platformId, after, limit);
                var resume = await histories.LostAccountActionsAsync(
                    platformId, after, page.Count > 0 ? page[0].Seq : null, page.Count > 0 ? page[^1].Seq : null);
                return (page, resume);
            },
            found => found.page.Count > 0 || found.resume is not null, http.RequestAborted);
        if (lost is not null) return Problems.HistoryChanged(http, $"{lost}");
        var count = PageBytes.Count(items, a => PageBytes.Around + PageBytes.Length(a.Reason));
        return TypedResults.Ok(new Page<AccountActionView>(
            [.. items.Take(count).Select(a => a.View)], $"{(count > 0 ? items[count - 1].Seq : after)}"));
    }

    private static async Task<Results<Ok<AccountResponsesView>, ProblemHttpResult>> RespondAsync(
        HttpContext http, Database database, AccountActionStore store, TimeProvider time)
    {
        var (responses, problem) = await ListBody.ReadAsync(
            http, "responses", TakedownJson.Default.AccountResponseInput, MaxBody);
        if (problem is not null) return problem;
        var platformId = http.Caller().Id;
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var rows = await store.LockAsync(
                s, platformId, responses!.Where(r => r?.Id is not null).Select(r => r!.Id!.Value).ToHashSet());
            var changed = new Dictionary<Guid, AccountAction>();
            var results = responses!.Select(r => Apply(r, rows, changed, now)).ToList();
            await store.SaveAsync(
                s, EventKind.AccountActionAnswered, [.. changed.Values], now, OrganisationKind.Platform);
            return new AccountResponsesView { Results = results };
        }));
    }

    private static AccountResponseResult Apply(
        AccountResponseInput? r, Dictionary<Guid, AccountAction> rows, Dictionary<Guid, AccountAction> changed,
        DateTimeOffset now)
    {
        if (r?.Id is not { } id || !rows.TryGetValue(id, out var action))
            return new() { Id = r?.Id, Status = ResponseStatus.Refused, Code = "account-action.unknown" };
        AccountResponseResult Result(ResponseStatus status, string? code = null) =>
            new() { Id = id, Status = status, State = rows[id].Status, Code = code };

        AccountActionStatus target;
        switch (r.Response)
        {
            case ResponseKind.ActionTaken:
                if (r.Measure is { } taken && !Ladder.Satisfies(taken, action.Measure))
                    return Result(ResponseStatus.Refused, "measure.too-mild");
                target = AccountActionStatus.Done;
                break;
            case ResponseKind.Rejected:
                if (r.Measure is not null) return Result(ResponseStatus.Refused, "measure.not-here");
                if (r.Reason?.Code is not { } code || !Validation.IsToken(code))
                    return Result(ResponseStatus.Refused, "reason.required");
                if (code == "other" && string.IsNullOrEmpty(r.Reason.Text))
                    return Result(ResponseStatus.Refused, "reason.text-required");
                if (r.Reason.Text?.Length > 2000) return Result(ResponseStatus.Refused, "reason.too-long");
                target = AccountActionStatus.Refused;
                break;
            default:
                return Result(ResponseStatus.Refused, "response.required");
        }
        if (action.Status == target) return Result(ResponseStatus.Unchanged);
        if (action.Status is not (AccountActionStatus.Requested or AccountActionStatus.Escalated))
            return Result(ResponseStatus.Refused, "transition.not-allowed");
        rows[id] = changed[id] = action with
        {
            Status = target,
            Measure = r.Measure ?? action.Measure,
            WasEscalated = action.Status is AccountActionStatus.Escalated,
            AnsweredAt = now,
            Deadline = action.Deadline.Stop(now),
            Reason = r.Reason is null ? null : JsonSerializer.Serialize(r.Reason, StoredJson.Default.Reason),
        };
        return Result(ResponseStatus.Applied);
    }
}
