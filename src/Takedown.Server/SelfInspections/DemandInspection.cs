using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Core.Routing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.SelfInspections;

/// <summary>A body demands self-inspections of platforms in its region.</summary>
internal sealed class DemandInspection(
    ActJournal journal, StoredAnswers answers, RegistryCache registryCache, Ids ids, TimeProvider time)
{
    private const int MaxPlatforms = 1000, MaxWords = 100;
    public const int MaxText = 20_000;

    public static async Task<Results<Created<SelfInspectionView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, DemandInspection demand)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.SelfInspectionInput);
        if (problem is not null) return problem;
        (var view, problem) = await demand.RunAsync(http, input!);
        return problem is not null ? problem : TypedResults.Created($"/v1/self-inspections/{view!.Id}", view);
    }

    private async Task<(SelfInspectionView?, ProblemHttpResult?)> RunAsync(HttpContext http, SelfInspectionInput input)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var faults = FaultsOf(input, registry, http.Caller().Id, now);
        if (faults.Count > 0) return (null, Problems.Invalid(http, faults));
        if (Officer.Of(http, out var problem) is not { } officer) return (null, problem);
        var platforms = input.Platforms ?? Selected(registry, officer.OrganisationId, input.Scope!);
        if (platforms.Count == 0) return (null, Problems.Invalid(http, new InputFault("/scope", "scope.empty")));
        if (platforms.Count > MaxPlatforms)
            return (null, Problems.Invalid(http, new InputFault("/scope", "list.too-long", $"{MaxPlatforms}")));
        var body = registry.Regulators[officer.OrganisationId];
        return await answers.OnceAsync(http, TakedownJson.Default.SelfInspectionView, async s =>
        {
            var row = new SelfInspection
            {
                Id = ids.Next(),
                BodyId = body.Id,
                Region = body.Region,
                Function = body.FunctionList[0],
                Text = input.Text!,
                At = now,
                Due = input.Due!.Value,
            };
            await s.InsertAsync(SelfInspection.Table, [row]);
            List<SelfInspected> rows = [.. platforms.Select(p => new SelfInspected
            {
                Id = ids.Next(), InspectionId = row.Id, PlatformId = p,
            })];
            await s.InsertAsync(SelfInspected.Table, rows);
            await DeadlineStore.SaveAsync(s, [.. rows.Select(r => StoredDeadline.Of(
                DeadlineOwner.SelfInspection, r.Id, new(DeadlineKind.Report, row.Due)))]);
            await journal.AddAsync(s, http, ActSubject.SelfInspection, row.Id, "demanded", now);
            return (await SelfInspectionViews.WholeAsync(s, http.Caller(), row, now), null);
        });
    }

    private static List<Guid> Selected(RegistrySnapshot registry, Guid body, SelfInspectionScope scope) =>
        [.. registry.PlatformsOf(body).Select(id => registry.Platforms[id])
            .Where(p => scope.Regions is null || scope.Regions.Any(r => Region.IsWithin(p.Region, r)))
            .Where(p => scope.ServiceTypes is null || scope.ServiceTypes.Contains(p.ServiceType ?? ""))
            .Select(p => p.Id).Order()];

    private static List<InputFault> FaultsOf(
        SelfInspectionInput input, RegistrySnapshot registry, Guid body, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        faults.CheckText(input.Text, MaxText, "/text");
        if (input.Due is null) faults.Add("/due", "field.required");
        else if (input.Due <= now) faults.Add("/due", "time.past");
        if (input.Platforms is null == input.Scope is null) faults.Add("/platforms", "self-inspection.platforms");
        if (input.Platforms is { Count: 0 }) faults.Add("/platforms", "field.required");
        faults.CheckIds(input.Platforms, MaxPlatforms, "/platforms");
        for (var i = 0; i < Math.Min(input.Platforms?.Count ?? 0, MaxPlatforms); i++)
            if (!registry.HasJurisdiction(body, input.Platforms![i]))
                faults.Add($"/platforms/{i}", "platform.not-found");
        faults.CheckTokens(input.Scope?.ServiceTypes, MaxWords, "/scope/serviceTypes");
        var regions = input.Scope?.Regions ?? [];
        if (regions.Count > MaxWords) faults.Add("/scope/regions", "list.too-long", $"{MaxWords}");
        for (var i = 0; i < Math.Min(regions.Count, MaxWords); i++)
            if (!Region.IsValid(regions[i])) faults.Add($"/scope/regions/{i}", "region.unknown");
        return faults;
    }
}
