using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Clients;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Journals;

/// <summary>Reads everything that both sides of the quarrels see.</summary>
internal sealed class QuarrelCollector(Quarrels quarrels)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<QuarrelRecord> GatherAsync(
        IEnumerable<NoticeView> notices,
        Func<IEnumerable<Guid>, Task<IReadOnlyDictionary<Guid, IReadOnlyList<TimelineEntry>>>> timelines)
    {
        var (claimant, platform) = (quarrels.Sides.Claimant, quarrels.Sides.Platform);
        var all = notices.ToDictionary(n => n.Id);
        var fresh = new InboxReader(platform);
        await fresh.ReadToEndAsync();
        List<(RecallView, IReadOnlyList<RecallResult>)> recalls = [];
        foreach (var id in quarrels.Recalls) recalls.Add(await RecallAsync(claimant, id));
        return new()
        {
            Roads = quarrels.Roads,
            Acts =
            [
                .. quarrels.Sides.Acts,
                .. recalls.SelectMany(r => r.Item2).Where(r => r.Status is ResponseStatus.Applied)
                    .Select(r => (r.NoticeId, "withdrawn")),
            ],
            Notices = all,
            Timelines = await timelines(all.Keys),
            Escalations = await Collector.ListAsync(after => quarrels.Regulator.CallAsync(
                api => api.Regulator.ListEscalationsAsync(after: after, limit: 1000))),
            CounterNotices = await AllAsync(
                claimant, "/v1/counter-notices?limit=1000", TakedownJson.Default.CounterNoticeView),
            AccountActions =
                (await platform.CallAsync(api => api.Platform.ReadAccountActionsAsync(limit: 1000))).Items,
            Recalls = recalls,
            Followed = quarrels.Followed,
            Fresh = fresh.Seen,
            Recorded = quarrels.Removals.Recorded,
            ListedRemovals = [.. (await AllAsync(
                platform, "/v1/own-removals?limit=1000", TakedownJson.Default.OwnRemovalView)).Select(r => r.Id)],
        };
    }

    /// <summary>A recall that a process began and did not live to end is ended by another.</summary>
    public static async Task<(RecallView, IReadOnlyList<RecallResult>)> RecallAsync(Caller claimant, Guid id)
    {
        var start = TimeProvider.System.GetTimestamp();
        RecallView recall;
        do
        {
            recall = (await GetAsync(claimant, $"/v1/recalls/{id}")).Deserialize(TakedownJson.Default.RecallView)!;
            if (recall.State is RecallState.Done) break;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
        while (TimeProvider.System.GetElapsedTime(start) < Patience);
        return (recall, await AllAsync(
            claimant, $"/v1/recalls/{id}/results?limit=1000", TakedownJson.Default.RecallResult));
    }

    private static async Task<JsonNode> GetAsync(Caller caller, string path) =>
        await caller.SendAsync(HttpMethod.Get, path) ?? throw new InvalidOperationException($"{path} was refused.");

    /// <summary>A list, page after page.</summary>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(Caller caller, string list, JsonTypeInfo<T> type)
    {
        var all = new List<T>();
        for (var after = ""; ;)
        {
            var page = await GetAsync(caller, list + after);
            all.AddRange(page["items"]!.AsArray().Select(item => item.Deserialize(type)!));
            if (page["next"] is not { } next) return all;
            after = $"&after={next}";
        }
    }
}
