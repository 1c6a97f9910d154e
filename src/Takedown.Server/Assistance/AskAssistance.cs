using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Assistance;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Assistance;

/// <summary>One body asks another.</summary>
internal static class AskAssistance
{
    private const int MaxText = 5000, MaxSubject = 500;

    public static async Task<Results<Created<AssistanceView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, RegistryCache registryCache, StoredAnswers answers, ActJournal journal, Ids ids,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.AssistanceInput);
        if (problem is not null) return problem;
        var caller = http.Caller();
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        var now = time.GetUtcNow();
        var faults = Faults(input!, registry, caller.Id, now);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var id = ids.Next();
        (var view, problem) = await answers.OnceAsync<AssistanceView>(
            http, TakedownJson.Default.AssistanceView, async s =>
            {
                var subject = input!.Subject!;
                var summary = subject.Kind is AssistanceSubjectKind.Text ? subject.Summary!.Trim()
                    : await AssistanceSubjects.SummaryAsync(
                        s, registry, caller, subject.Kind!.Value, subject.Id!.Value);
                if (summary is null) return (null, Problems.Invalid(http, new InputFault(
                    "/subject/id", "assistance.subject-unknown")));
                var row = RowOf(input, registry, caller.Id, now) with { Id = id, Summary = summary };
                await AssistanceStore.AddAsync(s, row);
                await BodyDeadlines.SaveAsync(s, DeadlineOwner.Assistance, row.Id, input.Due is { } due
                    ? new(DeadlineKind.Reply, due.ToUniversalTime())
                    : BodyDeadlines.In(
                        registry, DeadlineKind.Reply, registry.Regulators[row.ToId].Region,
                        AssistanceRules.WorkingDays, now));
                await journal.AddAsync(s, http, ActSubject.Assistance, row.Id, "asked", now);
                return (await AssistanceStore.ViewAsync(s, row, now), null);
            });
        return problem is not null ? problem : TypedResults.Created($"/v1/assistance/{view!.Id}", view);
    }

    private static AssistanceRow RowOf(
        AssistanceInput input, RegistrySnapshot registry, Guid caller, DateTimeOffset now) => new()
        {
            Kind = input.Kind!.Value,
            Status = AssistanceStatus.Asked,
            FromId = caller,
            ToId = input.To!.Value,
            SubjectKind = input.Subject!.Kind!.Value,
            SubjectId = input.Subject.Kind is AssistanceSubjectKind.Text ? null : input.Subject.Id,
            Text = input.Text!.Trim(),
            IsCrossBorder = input.CrossBorder is true
                || registry.Regulators[caller].Country != registry.Regulators[input.To.Value].Country,
            AskedAt = now,
        };

    private static List<InputFault> Faults(
        AssistanceInput input, RegistrySnapshot registry, Guid caller, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        if (input.Kind is null) faults.Add(new("/kind", "field.required"));
        if (ToFault(registry, input.Kind, input.To, caller) is { } to) faults.Add(new("/to", to));
        CheckText(faults, "/text", input.Text, MaxText);
        switch (input.Subject)
        {
            case null or { Kind: null }:
                faults.Add(new(input.Subject is null ? "/subject" : "/subject/kind", "field.required"));
                break;
            case { Kind: AssistanceSubjectKind.Text }:
                CheckText(faults, "/subject/summary", input.Subject.Summary, MaxSubject);
                break;
            case { Id: null }:
                faults.Add(new("/subject/id", "field.required"));
                break;
        }
        if (input.Due <= now) faults.Add(new("/due", "time.past"));
        return faults;
    }

    /// <summary>Why this body cannot be asked; null if it can.</summary>
    public static string? ToFault(RegistrySnapshot registry, AssistanceKind? kind, Guid? to, Guid caller) => to switch
    {
        null => "field.required",
        { } id when id == caller => "assistance.to-self",
        { } id when !registry.Regulators.ContainsKey(id) => "body.unknown",
        { } id when kind is { } known && !AssistanceRules.CanAnswer(known, registry.Regulators[id].FunctionList) =>
            "assistance.no-filing-data",
        _ => null,
    };

    public static void CheckText(List<InputFault> faults, string pointer, string? text, int length)
    {
        if (string.IsNullOrWhiteSpace(text)) faults.Add(new(pointer, "field.required"));
        else if (text.Length > length) faults.Add(new(pointer, "value.too-long", $"{length}"));
    }
}
