using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Information;

/// <summary>The body of a case asks a platform.</summary>
internal sealed class AskPlatform(
    CaseStore cases, ActJournal journal, StoredAnswers answers, InformationViews views, RegistryCache registryCache,
    EventStore events, Ids ids, TimeProvider time)
{
    /// <summary>No law gives the limit of an answer to an authority: this one is ours.</summary>
    private const int UsualDays = 3;

    private const int MaxQuestions = 50, MaxQuestion = 5000;

    public static async Task<Results<Created<InformationRequestView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, AskPlatform ask)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.InformationRequestInput);
        if (problem is not null) return problem;
        (var view, problem) = await ask.RunAsync(id, http, input!);
        return problem is not null ? problem : TypedResults.Created($"/v1/information-requests/{view!.Id}", view);
    }

    private async Task<(InformationRequestView?, ProblemHttpResult?)> RunAsync(
        Guid id, HttpContext http, InformationRequestInput input)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var faults = FaultsOf(input, now);
        if (faults.Count > 0) return (null, Problems.Invalid(http, faults));
        return await answers.OnceAsync(http, TakedownJson.Default.InformationRequestView, async s =>
        {
            var (own, problem) = await cases.ActAsync(s, http, registry, id);
            if (own is not { } found) return (null, problem);
            if (!registry.Platforms.ContainsKey(input.PlatformId!.Value))
                return (null, Problems.Invalid(http, new InputFault("/platformId", "platform.not-found")));
            var row = new InformationRequest
            {
                Id = ids.Next(),
                CaseId = id,
                BodyId = found.Row.BodyId,
                Region = found.Row.Region,
                Function = found.Row.Function,
                PlatformId = input.PlatformId!.Value,
                Kind = input.Kind!.Value,
                Questions = JsonSerializer.Serialize(input.Questions!, TakedownJson.Default.IReadOnlyListString),
                At = now,
            };
            var due = input.Due is { } given ? given : registry.WorkingDue(row.BodyId, UsualDays, now);
            await s.InsertAsync(InformationRequest.Table, [row]);
            await InformationStore.SaveAsync(
                s, row.Id, new(DeadlineKind.Reply, due.At, Provisional: due.Provisional));
            await journal.AddAsync(s, http, ActSubject.InformationRequest, row.Id, "asked", now);
            await journal.AddAsync(s, http, ActSubject.Case, id, "information-requested", now);
            await events.AppendAsync(s, [InformationMessages.EventOf(row, due.At)]);
            return (await views.WholeAsync(s, http.Caller(), row, now), null);
        });
    }

    private static List<InputFault> FaultsOf(InformationRequestInput input, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        if (input.PlatformId is null) faults.Add("/platformId", "field.required");
        if (input.Kind is null) faults.Add("/kind", "field.required");
        if (input.Questions is not { Count: > 0 }) faults.Add("/questions", "field.required");
        else if (input.Questions.Count > MaxQuestions) faults.Add("/questions", "list.too-long", $"{MaxQuestions}");
        else
            for (var i = 0; i < input.Questions.Count; i++)
                faults.CheckText(input.Questions[i], MaxQuestion, $"/questions/{i}");
        if (input.Due <= now) faults.Add("/due", "time.past");
        return faults;
    }
}
