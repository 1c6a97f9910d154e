using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Core.Targets;
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
    Database database, NoticeCommands commands, RegistryCache registryCache, WriteLoad load)
{
    private readonly RegistryCache registryCache = registryCache;
    private readonly WriteLoad load = load;

    public const string List = "responses";
    public const string Id = "noticeId";
    public const int MaxBody = 32 << 20;

    public static async Task<Results<Ok<ResponsesView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, RespondToNotices respond, StoredAnswers answers)
    {
        var (responses, problem) =
            await ListBody.ReadAsync(http, List, TakedownJson.Default.ResponseInput, Id, MaxBody);
        if (problem is not null) return problem;
        var registry = await respond.registryCache.CurrentAsync();
        var (view, refused) = await respond.load.WorkAsync(() => answers.OnceAsync(
            http, TakedownJson.Default.ResponsesView, async s => (
            new ResponsesView
            {
                Results = await respond.ApplyAsync(s, registry, http.Caller().Id, responses!, Language.Of(http)),
            }, null)));
        return refused is not null ? refused : TypedResults.Ok(view);
    }

    /// <param name="platformId">The platform.</param>
    /// <param name="responses">Its responses, each with its own result.</param>
    /// <param name="language">Language of the messages.</param>
    public async Task<ResponseResult[]> ApplyAsync(
        Guid platformId, IReadOnlyList<ListItem<ResponseInput>> responses, string language)
    {
        var registry = await registryCache.CurrentAsync();
        return await database.WriteAsync(s => ApplyAsync(s, registry, platformId, responses, language));
    }

    private async Task<ResponseResult[]> ApplyAsync(
        Session s, RegistrySnapshot registry, Guid platformId, IReadOnlyList<ListItem<ResponseInput>> responses,
        string language)
    {
        var settling = await Settling.OfAsync(s, platformId, responses);
        return await commands.ApplyAsync(
            s, settling.Ids, registry, OrganisationKind.Platform,
            set => responses.Select(r => Apply(set, settling, platformId, r, language)).ToArray(),
            NoticeOwner.Platform(platformId));
    }

    private static ResponseResult Apply(
        NoticeSet set, Settling settling, Guid platformId, ListItem<ResponseInput> item, string language)
    {
        ResponseResult Refused(Guid? id, NoticeState? state, InputFault fault) => new()
        {
            NoticeId = id,
            Status = ResponseStatus.Refused,
            State = state,
            Code = fault.Code,
            Message = Messages.Text(fault.Code, language, fault.Args),
            Pointer = fault.Pointer,
        };
        if (item.Fault is { } unread)
        {
            var named = item.Id is { } faulty && set.Find(faulty) is { } found && found.PlatformId == platformId;
            return Refused(item.Id, named ? set.Find(item.Id!.Value)!.State : null, unread);
        }
        var response = item.Value;
        if (response?.NoticeId is not { } id) return Refused(null, null, AnswerFaults.Of("notice.required"));
        // A notice of another platform and an unknown notice have the same result.
        if (set.Find(id) is not { } notice || notice.PlatformId != platformId)
            return Refused(id, null, AnswerFaults.Of("notice.unknown"));
        response = response with { Account = AccountText.Normalize(response.Account) };
        if (ResponseRules.Check(response, notice, set.At.Now) is { } code)
            return Refused(id, notice.State, AnswerFaults.Of(code));
        var settles = response.SettlesOthers is true;
        if (settles && settling.IsTooMany)
            return Refused(id, notice.State, AnswerFaults.Of("settles-others.too-many"));

        // A pushed platform may respond before its 2xx arrives; the response proves that it has the notice.
        if (notice is { State: NoticeState.Accepted, Seq: not null })
        {
            set.Apply(notice, NoticeCommand.Deliver);
            notice = set.Find(id)!;
        }
        var (kind, corrects) = (response.Response!.Value, response.Corrects is true);
        var print = corrects ? AnswerPrint.Of(response) : null;
        var former = StoredCorrections.Read(notice.Corrections);
        var effect = CorrectionRules.EffectOf(
            notice.State, kind, corrects, former?.Prints.Count ?? 0,
            print is not null && former?.Prints.Contains(print) is true);
        if (effect is CorrectionEffect.Repeats) return Done(ResponseStatus.Unchanged);
        if (effect is CorrectionEffect.NeedsMark)
            return Refused(id, notice.State, AnswerFaults.Of("corrects.required"));
        if (effect is CorrectionEffect.IsStale)
            return Refused(id, notice.State, AnswerFaults.Of("corrects.repeated"));
        if (effect is CorrectionEffect.IsOneTooMany)
            return Refused(id, notice.State, AnswerFaults.Of("corrects.too-many"));
        var command = effect is CorrectionEffect.TakesBack ? NoticeCommand.TakeBack
            : notice is { State: NoticeState.Withdrawn, DeliveredAt: not null } && kind is ResponseKind.ActionTaken
                ? NoticeCommand.ReportMeasure
            : CommandOf(kind);
        return set.Apply(notice, command, DetailsOf(response, print, set.At.Now)) switch
        {
            Outcome.Applied => Done(ResponseStatus.Applied),
            Outcome.Unchanged => Done(ResponseStatus.Unchanged),
            Outcome.Refused => Refused(id, notice.State, AnswerFaults.Of("transition.not-allowed")),
        };

        ResponseResult Done(ResponseStatus status)
        {
            var isNew = SettlingRules.Waits(notice.State) || (corrects && status is ResponseStatus.Applied);
            return new()
            {
                NoticeId = id,
                Status = status,
                State = set.Find(id)!.State,
                Settled = !settles ? null : settling.Settle(
                    set, id, isNew ? null : notice.AnsweredAt, DetailsOf(response, null, set.At.Now)),
            };
        }
    }

    private static NoticeCommand CommandOf(ResponseKind response) => response switch
    {
        ResponseKind.Acknowledged => NoticeCommand.Acknowledge,
        ResponseKind.InformationRequested => NoticeCommand.RequestInformation,
        ResponseKind.ActionTaken => NoticeCommand.TakeAction,
        ResponseKind.Rejected => NoticeCommand.Reject,
        ResponseKind.Restored => NoticeCommand.Restore,
        ResponseKind.Assessed => NoticeCommand.Assess,
    };

    private static NoticeDetails DetailsOf(
        ResponseInput response, string? correction, DateTimeOffset now) => new()
    {
        Measure = response.Measure,
        Reason = response.Reason,
        PlatformRef = response.PlatformRef,
        Account = response.Account,
        Correction = correction is null ? null : (correction, now),
        Assessment = response.Finding is { } finding ? (finding, now) : null,
    };
}
