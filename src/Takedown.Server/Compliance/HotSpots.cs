using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>Where infringement is frequent: service types by work types, most notices first.</summary>
internal sealed class HotSpots(TopicStore topics, Database database)
{
    public async Task<IReadOnlyList<HotSpot>> OfAsync(RegistrySnapshot registry, Guid caller, RankingQuery query)
    {
        var words = await database.ReadAsync(VocabularyStore.VocabulariesAsync);
        // Retired words too: what was counted under them stays.
        var types = words.First(v => v.Axis == "work-type").Words
            .GroupBy(w => WorkMark.TypeOf(w.Word)).ToDictionary(g => g.Key, g => g.First().Word);
        var rows = await topics.AllAsync(query.Platforms(registry, caller), query.Period);
        return [.. rows
            .Select(r => (Row: r, Service: registry.Platforms[r.PlatformId].ServiceType,
                Type: types.GetValueOrDefault(WorkMark.TypeOf(r.Topic))))
            .Where(r => query.WorkType is null || r.Type == query.WorkType)
            .GroupBy(r => (r.Service, r.Type), r => r.Row)
            .Select(g => Spot(g.Key.Service, g.Key.Type, [.. g]))
            .OrderByDescending(s => s.Delivered)
            .ThenBy(s => s.ServiceType, StringComparer.Ordinal).ThenBy(s => s.WorkType, StringComparer.Ordinal)
            .Take(query.Limit)];
    }

    private static HotSpot Spot(string? service, string? type, IReadOnlyList<TopicRow> rows)
    {
        var (onTime, breached) = (rows.Sum(r => r.OnTime), rows.Sum(r => r.Breached));
        var (removed, rejected) = (rows.Sum(r => r.Removed), rows.Sum(r => r.Rejected));
        return new()
        {
            ServiceType = service,
            WorkType = type,
            Delivered = rows.Sum(r => r.Delivered),
            Removed = removed,
            Rejected = rejected,
            Breached = breached,
            Platforms = rows.Select(r => r.PlatformId).Distinct().Count(),
            OnTimeRate = ComplianceStore.Rate(onTime, onTime + breached),
            ActionRate = ComplianceStore.Rate(removed, removed + rejected),
        };
    }
}
