using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Credit;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Publications;

/// <summary>A person proposes what a second one approves.</summary>
internal sealed class ProposePublication(
    ActJournal journal, StoredAnswers answers, RegistryCache registryCache, Ids ids, TimeProvider time)
{
    private const int MaxPlatforms = 100, MaxTitle = 300, MaxText = 50_000;

    public static async Task<Results<Created<PublicationView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, ProposePublication propose)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.PublicationInput);
        if (problem is not null) return problem;
        (var view, problem) = await propose.RunAsync(http, input!);
        return problem is not null ? problem : TypedResults.Created($"/v1/publications/{view!.Id}", view);
    }

    private async Task<(PublicationView?, ProblemHttpResult?)> RunAsync(HttpContext http, PublicationInput input)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var faults = FaultsOf(input, registry, http.Caller().Id, registry.DayOf(http.Caller().Id, now));
        if (faults.Count > 0) return (null, Problems.Invalid(http, faults));
        if (Officer.Of(http, out var problem) is not { } officer) return (null, problem);
        var body = registry.Regulators[officer.OrganisationId];
        return await answers.OnceAsync(http, TakedownJson.Default.PublicationView, async s =>
        {
            var found = input.CaseId is { } id ? await CaseStore.FindAsync(s, id) : null;
            if (input.CaseId is not null && (found is null || !CaseStore.IsDecidedBy(found, http.Caller())))
                return (null, Problems.Invalid(http, new InputFault("/caseId", "case.unknown")));
            var row = new Publication
            {
                Id = ids.Next(),
                Kind = input.Kind!.Value,
                BodyId = body.Id,
                Region = body.Region,
                Function = found?.Function ?? body.FunctionList[0],
                CaseId = input.CaseId,
                Platforms = string.Join(' ', input.Platforms ?? []),
                Uscc = input.Uscc,
                Title = input.Title!,
                Text = input.Text!,
                PublishOn = input.PublishOn is { } day ? Publication.Write(day) : null,
                At = now,
                ProposedBy = officer.PersonId,
            };
            await s.InsertAsync(Publication.Table, [row]);
            await journal.AddAsync(s, http, ActSubject.Publication, row.Id, "proposed", now);
            if (row.CaseId is { } about)
                await journal.AddAsync(s, http, ActSubject.Case, about, "publication-proposed", now);
            return (await PublicationViews.WholeAsync(s, registry, http.Caller(), row, now), null);
        });
    }

    private static List<InputFault> FaultsOf(
        PublicationInput input, RegistrySnapshot registry, Guid body, DateOnly today)
    {
        List<InputFault> faults = [];
        if (input.Kind is null) faults.Add("/kind", "field.required");
        faults.CheckText(input.Title, MaxTitle, "/title");
        faults.CheckText(input.Text, MaxText, "/text");
        if (input.PublishOn < today) faults.Add("/publishOn", "time.past");
        var isExposure = input.Kind is PublicationKind.Exposure;
        if (isExposure && input.Platforms is not { Count: > 0 }) faults.Add("/platforms", "field.required");
        if (!isExposure && input.Platforms is not null) faults.Add("/platforms", "field.not-here");
        if (input.Uscc is not null && input.Kind is not PublicationKind.Penalty) faults.Add("/uscc", "field.not-here");
        else if (input.Uscc is { } code && !CreditCode.IsValid(code)) faults.Add("/uscc", "uscc.invalid");
        faults.CheckIds(input.Platforms, MaxPlatforms, "/platforms");
        for (var i = 0; i < Math.Min(input.Platforms?.Count ?? 0, MaxPlatforms); i++)
            if (!registry.HasJurisdiction(body, input.Platforms![i]))
                faults.Add($"/platforms/{i}", "platform.not-found");
        return faults;
    }
}
