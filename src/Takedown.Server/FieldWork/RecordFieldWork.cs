using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;
using Takedown.Core.Routing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.FieldWork;

/// <summary>Records an entry, once for each Idempotency-Key.</summary>
internal sealed class RecordFieldWork(
    FieldWorkStore store, RegistryCache registryCache, StoredAnswers answers, Ids ids, TimeProvider time)
{
    public async Task<Results<Created<FieldWorkView>, ProblemHttpResult>> AddAsync<T>(
        HttpContext http, JsonTypeInfo<T> type, string path, Func<T, Recorder, List<InputFault>, FieldWorkRow> read)
        where T : class
    {
        var (input, problem) = await Body.ReadAsync(http, type);
        if (problem is not null) return problem;
        var caller = http.Caller();
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        var body = registry.Regulators[caller.Id];
        List<InputFault> faults = [];
        var row = read(input!, new(new()
        {
            Id = ids.Next(),
            BodyId = caller.Id,
            Region = body.Region,
            PersonId = caller.PersonId,
            Person = caller.PersonName,
            RecordedAt = time.GetUtcNow(),
        }, body.FunctionList), faults);
        if (row.Campaign is { } code) await CheckAsync(code, row, body.Region, faults);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        (var view, problem) = await answers.OnceAsync(http, TakedownJson.Default.FieldWorkView, async s =>
        {
            await FieldWorkStore.AddAsync(s, row);
            return (row.View(body.Name), null);
        });
        return problem is not null ? problem : TypedResults.Created($"{path}?after={view!.Id}", view);
    }

    /// <summary>The campaign is one of the body's place, and the entry lies within its days.</summary>
    private async Task CheckAsync(string code, FieldWorkRow row, string region, List<InputFault> faults)
    {
        if (await store.CampaignAsync(code) is not { } campaign || !Region.IsWithin(region, campaign.Region))
        {
            faults.Add("/campaign", "campaign.unknown", JsonErrors.Shorten(code));
            return;
        }
        var day = ReportZone.Of(region).DayOf(row.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (string.CompareOrdinal(day, campaign.FirstDay) < 0 || string.CompareOrdinal(day, campaign.LastDay) > 0)
            faults.Add("/campaign", "campaign.not-then", campaign.FirstDay, campaign.LastDay);
    }
}
