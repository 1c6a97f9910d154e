using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Responses;

/// <summary>
/// <c>POST /v1/inbox/responses</c>: locks the notices, decides each response, and stores all changes with one update
/// and one append.
/// </summary>
internal sealed class RespondToNotices(
    Database database, NoticeCommands commands, RegistryCache registryCache)
{
    public const string List = "responses";
    public const int MaxBody = 32 << 20;

    public static async Task<Results<Ok<ResponsesView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, RespondToNotices respond)
    {
        var (responses, problem) = await ListBody.ReadAsync(http, List, TakedownJson.Default.ResponseInput, MaxBody);
        if (problem is not null) return problem;
        return TypedResults.Ok(new ResponsesView { Results = await respond.ApplyAsync(http.Caller().Id, responses!) });
    }

    public async Task<ResponseResult[]> ApplyAsync(Guid platformId, IReadOnlyList<ResponseInput?> responses)
    {
        var registry = await registryCache.CurrentAsync();
        var ids = responses.Where(r => r?.NoticeId is not null).Select(r => r!.NoticeId!.Value).ToHashSet();
        return await database.WriteAsync(s => commands.ApplyAsync(
            s, ids, registry, OrganisationKind.Platform,
            set => responses.Select(r => Apply(set, platformId, r)).ToArray(), NoticeOwner.Platform(platformId)));
    }

    private static ResponseResult Apply(NoticeSet set, Guid platformId, ResponseInput? response)
    {
        if (response?.NoticeId is not { } id) return Refused(null, null, "notice.required");
        // A notice of another platform and an unknown notice have the same result.
        if (set.Find(id) is not { } notice || notice.PlatformId != platformId)
            return Refused(id, null, "notice.unknown");
        if (ResponseRules.Check(response, notice, set.At.Now) is { } code) return Refused(id, notice.State, code);

        // A pushed platform may respond before its 2xx arrives; the response proves that it has the notice.
        if (notice is { State: NoticeState.Accepted, Seq: not null })
        {
            set.Apply(notice, NoticeCommand.Deliver);
            notice = set.Find(id)!;
        }
        return set.Apply(notice, CommandOf(response.Response!.Value), DetailsOf(response)) switch
        {
            Outcome.Applied => Result(id, ResponseStatus.Applied, set.Find(id)!.State),
            Outcome.Unchanged => Result(id, ResponseStatus.Unchanged, notice.State),
            Outcome.Refused => Refused(id, notice.State, "transition.not-allowed"),
        };
    }

    private static NoticeCommand CommandOf(ResponseKind response) => response switch
    {
        ResponseKind.Acknowledged => NoticeCommand.Acknowledge,
        ResponseKind.InformationRequested => NoticeCommand.RequestInformation,
        ResponseKind.ActionTaken => NoticeCommand.TakeAction,
        ResponseKind.Rejected => NoticeCommand.Reject,
        ResponseKind.Restored => NoticeCommand.Restore,
    };

    private static NoticeDetails DetailsOf(ResponseInput response) => new()
    {
        Measure = response.Measure,
        Reason = response.Reason,
        PlatformRef = response.PlatformRef,
        Account = response.Account,
    };

    private static ResponseResult Result(Guid id, ResponseStatus status, NoticeState state) =>
        new() { NoticeId = id, Status = status, State = state };

    private static ResponseResult Refused(Guid? id, NoticeState? state, string code) =>
        new() { NoticeId = id, Status = ResponseStatus.Refused, State = state, Code = code };
}
