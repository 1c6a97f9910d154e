using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.OwnRemovals;

/// <summary>
/// <c>POST /v1/own-removals</c>: each removal has its own result, and all that are good are stored together.
/// </summary>
internal sealed class RecordOwnRemovals(
    RegistryCache registryCache, StoredAnswers answers, OwnRemovalMetrics metrics, Ids ids, TimeProvider time)
{
    private const string List = "items", Id = "id";
    private const int MaxBody = 32 << 20;

    public static async Task<Results<Ok<OwnRemovalsView>, ProblemHttpResult>> HandleAsync(
        HttpContext http, RecordOwnRemovals record)
    {
        var (items, problem) = await ListBody.ReadAsync(
            http, List, TakedownJson.Default.OwnRemovalInput, Id, MaxBody);
        if (problem is not null) return problem;
        (var view, problem) = await record.RunAsync(http, items!);
        return problem is not null ? problem : TypedResults.Ok(view);
    }

    private async Task<(OwnRemovalsView?, ProblemHttpResult?)> RunAsync(
        HttpContext http, IReadOnlyList<ListItem<OwnRemovalInput>> items)
    {
        var caller = http.Caller();
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        var platform = registry.Platforms[caller.Id];
        var language = Language.Of(http);
        return await answers.OnceAsync(http, TakedownJson.Default.OwnRemovalsView, async s =>
        {
            var rules = new OwnRemovalRules(registry, platform, time.GetUtcNow());
            List<(OwnRemoval? Row, InputFault? Fault)> read = [.. items.Select(i => Read(rules, i))];
            var known = await OwnRemovalStore.LockKnownAsync(
                s, platform.Id, [.. read.Select(r => r.Row?.Mark).OfType<Guid>().Distinct()]);
            List<OwnRemoval> added = [];
            List<OwnRemovalResult> results = [.. read.Select((r, index) =>
            {
                if (r.Row is not { } row) return Refused(index, r.Fault!.Value, language);
                var isNew = known.TryAdd(row.Mark, ids.Next());
                row = row with { Id = known[row.Mark] };
                if (isNew) added.Add(row);
                return new OwnRemovalResult
                {
                    Index = index,
                    Id = row.Id,
                    Status = isNew ? OwnRemovalStatus.Recorded : OwnRemovalStatus.Unchanged,
                    Warnings = rules.Warnings(row, language),
                };
            })];
            await OwnRemovalStore.AddAsync(s, added, rules.Counted);
            metrics.Count(s, results);
            return (new OwnRemovalsView { Results = results }, null);
        });
    }

    private static (OwnRemoval? Row, InputFault? Fault) Read(
        OwnRemovalRules rules, ListItem<OwnRemovalInput> item) =>
        item.Fault is { } fault ? (null, fault)
        : item.Value is { } value ? rules.Read(value) : (null, new InputFault("", "field.required"));

    private static OwnRemovalResult Refused(int index, InputFault fault, string language) => new()
    {
        Index = index,
        Status = OwnRemovalStatus.Refused,
        Code = fault.Code,
        Message = Messages.Text(fault.Code, language, fault.Args),
        Pointer = fault.Pointer,
    };
}
