using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.HeldActs;

/// <summary>Holds answers, and takes them back.</summary>
internal static class HoldAnswers
{
    private const int DefaultSeconds = 20;

    /// <summary>Held at once by one organisation.</summary>
    private const int MaxHeld = 100;

    public static async Task<Results<Created<HeldAnswersView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, StoredAnswers answers, Ids ids, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.HeldAnswersInput);
        if (problem is not null) return problem;
        var faults = Check(input!);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var (id, now, caller) = (ids.Next(), time.GetUtcNow(), http.Caller());
        var act = new HeldAct
        {
            Id = id,
            OrganisationId = caller.Id,
            KeyId = caller.KeyId,
            Language = Language.Of(http),
            About = input!.NoticeIds is null ? HeldSubject.AccountActions : HeldSubject.Notices,
            Ids = JsonSerializer.Serialize(
                [.. (input.NoticeIds ?? input.AccountActionIds)!.Distinct()], HeldJson.Default.ListGuid),
            Answer = JsonSerializer.Serialize(
                new HeldAnswer(
                    input.Response!.Value, input.Measure, input.Reason, input.Finding, input.Corrects,
                    input.SettlesOthers),
                HeldJson.Default.HeldAnswer),
            CreatedAt = now,
            DueAt = now.AddSeconds(input.Seconds ?? DefaultSeconds),
        };
        var (view, refused) = await answers.OnceAsync(http, TakedownJson.Default.HeldAnswersView, async s =>
        {
            if (await HeldActStore.CountAsync(s, caller.Id) >= MaxHeld)
                return (null, Problems.Conflict(http, "held.too-many"));
            await HeldActStore.AddAsync(s, act);
            return (act.View(act.Language), null);
        });
        return refused is not null ? refused : TypedResults.Created($"/v1/held-answers/{view!.Id}", view);
    }

    public static async Task<Results<Ok<HeldAnswersView>, ProblemHttpResult>> UndoAsync(
        Guid id, HttpContext http, HeldActStore store, HeldMetrics metrics, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.UndoInput);
        if (problem is not null) return problem;
        var organisation = http.Caller().Id;
        while (true)
        {
            if (await store.FindAsync(id, organisation) is not { } act) return Problems.NotFound(http);
            var (all, undone) = (act.IdList, act.UndoneSet);
            var wanted = input!.Ids ?? all;
            if (wanted.Except(all).Any())
                return Problems.Invalid(http, new InputFault("/ids", "held.not-here"));
            if (act.Status is HeldStatus.Undone || wanted.All(undone.Contains))
                return TypedResults.Ok(act.View(Language.Of(http)));
            if (act.Status is not HeldStatus.Held) return Problems.Conflict(http, "held.gone");
            var before = undone.Count;
            undone.UnionWith(wanted);
            // Of two requests at once, the second reads what the first has left.
            if (await store.UndoAsync(act, undone, time.GetUtcNow()) is not { } after) continue;
            metrics.Undone(undone.Count - before);
            return TypedResults.Ok(after.View(Language.Of(http)));
        }
    }

    private static List<InputFault> Check(HeldAnswersInput input)
    {
        var faults = new List<InputFault>();
        var (ids, at) = input.NoticeIds is null ? (input.AccountActionIds, "/accountActionIds")
            : (input.NoticeIds, "/noticeIds");
        if (ids is null or { Count: 0 }) faults.Add(new("/noticeIds", "field.required"));
        else if (ids.Count > ListBody.MaxItems) faults.Add(new(at, "list.too-long", $"{ListBody.MaxItems}"));
        if (input is { NoticeIds: not null, AccountActionIds: not null })
            faults.Add(new("/accountActionIds", "field.not-here"));
        if (input.Response is null) faults.Add(new("/response", "response.required"));
        if (input is { NoticeIds: not null, Response: ResponseKind.ActionTaken, Measure: null })
            faults.Add(new("/measure", "measure.required"));
        if ((input.Response is ResponseKind.Assessed) != (input.Finding is not null))
            faults.Add(new("/finding", input.Finding is null ? "finding.required" : "finding.not-here"));
        if (input.SettlesOthers is true
            && (input.NoticeIds is null || !SettlingRules.MaySettle(input.Response, input.Measure)))
            faults.Add(new("/settlesOthers", "settles-others.not-here"));
        if (input.Response is ResponseKind.Rejected or ResponseKind.InformationRequested
            && string.IsNullOrEmpty(input.Reason?.Code)) faults.Add(new("/reason/code", "reason.required"));
        if (input.Reason?.Text is { Length: > 2000 }) faults.Add(new("/reason/text", "reason.too-long"));
        if (input.Reason?.Code is { } code && !Validation.IsToken(code))
            faults.Add(new("/reason/code", "reason.code-invalid"));
        if (input.Seconds is < 5 or > 300) faults.Add(new("/seconds", "value.out-of-range", "5 – 300"));
        return faults;
    }
}
