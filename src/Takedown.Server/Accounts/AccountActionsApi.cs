using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Accounts;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Accounts;

internal static class AccountActionsApi
{
    private const int MaxBody = 16 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/account-actions").WithTags("Platform");

        group.MapGet("", (HttpContext http, AccountActionStore store, Histories histories, ChangeNotifier notifier,
                AccountActionList list) =>
                http.Caller().Kind is OrganisationKind.Platform ? ListAsync(http, store, histories, notifier)
                    : list.PageAsync(http))
            .For(OrganisationKind.Platform, OrganisationKind.Regulator, OrganisationKind.Operator).Scope(KeyScope.Read)
            .Describe("readAccountActions",
                "Read the account actions requested of you, after a position; waits up to 30 s for new ones",
                "A regulator lists those of the platforms in its region and of its functions, the operator all, after "
                + "the id of the last one and without waiting.")
            .Limited(LimitKind.LongPoll).Paged().Reads("platform", "actionStatus").Waits()
            .Answers<Page<AccountActionView>>().Fails(400, 404, 410);

        group.MapPost("/responses", RespondAsync).For(OrganisationKind.Platform).Scope(KeyScope.Respond).Idempotent()
            .Describe("respondToAccountActions", "Respond to up to 10,000 account actions",
                "action-taken confirms the requested measure or a stricter one; rejected requires a reason. Each "
                + "response has its own result, also one that cannot be read.")
            .Limited(LimitKind.Bulk)
            .Accepts<AccountResponsesInput>("application/json").Answers<AccountResponsesView>().Fails(400, 409, 413);
    }

    private static async Task<Results<Ok<Page<AccountActionView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, AccountActionStore store, Histories histories, ChangeNotifier notifier)
    {
        var query = new Query(http);
        var (after, limit, wait) = (query.After, query.Limit, query.Wait);
        var (platform, status) = (query.Id("platform"), query.Word<AccountActionStatus>("status"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var platformId = http.Caller().Id;
        if (platform is not null && platform != platformId) return Problems.NotFound(http);
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
            [.. items.Take(count).Where(a => status is null || a.Status == status).Select(a => a.View)],
            $"{(count > 0 ? items[count - 1].Seq : after)}"));
    }

    private static async Task<Results<Ok<AccountResponsesView>, ProblemHttpResult>> RespondAsync(
        HttpContext http, StoredAnswers answers, AccountActionStore store, AccountBlacklist blacklist,
        RegistryCache registryCache, TimeProvider time)
    {
        var (responses, problem) = await ListBody.ReadAsync(
            http, "responses", TakedownJson.Default.AccountResponseInput, "id", MaxBody);
        if (problem is not null) return problem;
        var (platformId, language) = (http.Caller().Id, Language.Of(http));
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        var (view, refused) = await answers.OnceAsync(http, TakedownJson.Default.AccountResponsesView, async s =>
        {
            var now = time.GetUtcNow();
            await AccountBlacklist.LockAsync(s, platformId);
            var rows = await store.LockAsync(
                s, platformId, responses!.Select(r => r.Value?.Id ?? r.Id).OfType<Guid>().ToHashSet());
            rows = await store.RenewAsync(s, rows, new(registry, now, By: null));
            var changed = new Dictionary<Guid, AccountAction>();
            var results = responses!.Select(r => Apply(r, rows, changed, now, language)).ToList();
            await store.SaveAsync(
                s, EventKind.AccountActionAnswered, [.. changed.Values], now, OrganisationKind.Platform);
            await blacklist.ReachAsync(s, registry, platformId, changed.Values, now);
            return (new AccountResponsesView { Results = results }, null);
        });
        return refused is not null ? refused : TypedResults.Ok(view);
    }

    private static AccountResponseResult Apply(
        ListItem<AccountResponseInput> item, Dictionary<Guid, AccountAction> rows,
        Dictionary<Guid, AccountAction> changed, DateTimeOffset now, string language)
    {
        var (named, r) = (item.Value?.Id ?? item.Id, item.Value);
        AccountResponseResult Answer(ResponseStatus status, InputFault? fault) => new()
        {
            Id = named,
            Status = status,
            State = named is { } known && rows.TryGetValue(known, out var row) ? row.Status : null,
            Code = fault?.Code,
            Message = fault is { } found ? Messages.Text(found.Code, language, found.Args) : null,
            Pointer = fault?.Pointer,
        };
        AccountResponseResult Result(ResponseStatus status, string? code = null) =>
            Answer(status, code is null ? null : AnswerFaults.Of(code));

        if (item.Fault is { } unread) return Answer(ResponseStatus.Refused, unread);
        if (r is null || named is not { } id || !rows.TryGetValue(id, out var action))
            return Result(ResponseStatus.Refused, "account-action.unknown");

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
