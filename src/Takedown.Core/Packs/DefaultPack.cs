using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Routing;

namespace Takedown.Core.Packs;

/// <summary>
/// The policies, regimes and calendars of a new installation, all at version 1. Every value set by law carries the mark
/// of its source; every value chosen by this project carries <c>P</c>.
/// </summary>
public static class DefaultPack
{
    private static readonly List<PackRegime> RegimeFile = Read("regimes.json", PackJson.Default.ListPackRegime);

    /// <summary>SLA policies: the table "SLA policies" of Packs/README.md, with <c>DEFAULT</c>.</summary>
    public static IReadOnlyList<SlaPolicy> Policies { get; } =
        [.. Read("policies.json", TakedownJson.Default.ListSlaPolicy).Select(p => p with { Version = 1 })];

    /// <summary>Regimes: "Required elements by regime" of Packs/README.md.</summary>
    public static IReadOnlyList<Regime> Regimes { get; } = [.. RegimeFile.Select(r => r.Regime)];

    /// <summary>The code of the regime that holds in a country; no entry for a country without one.</summary>
    public static FrozenDictionary<string, string> RegimeByCountry { get; } = ByCountry(RegimeFile);

    /// <summary>Functions of regulators: the table "Escalation" of Packs/README.md.</summary>
    public static IReadOnlyList<RegulatorFunction> Functions { get; } =
        Read("functions.json", PackJson.Default.ListRegulatorFunction);

    /// <summary>Reasons for which a platform may refuse a notice (<c>Packs/README.md</c>, "Refusals").</summary>
    public static IReadOnlyList<ReasonCode> Reasons { get; } =
        Read("reasons.json", TakedownJson.Default.ListReasonCode);

    /// <summary>Calendars of working days: China, the federal United States, and plain weekdays.</summary>
    public static IReadOnlyList<WorkCalendar> Calendars { get; } =
    [
        .. new[] { "CN", "US-FEDERAL", "WEEKDAYS" }
            .Select(c => Read($"calendars/{c}.json", TakedownJson.Default.WorkCalendar) with { Version = 1 }),
    ];

    private static FrozenDictionary<string, string> ByCountry(IEnumerable<PackRegime> regimes)
    {
        var named = regimes.SelectMany(r => (r.Countries ?? []).Select(c => (c, r.Code))).ToDictionary();
        return Countries.All.Append("EU")
            .SelectMany(country =>
                Region.Chain(country).Where(named.ContainsKey).Take(1).Select(region => (country, named[region])))
            .ToFrozenDictionary(found => found.country, found => found.Item2);
    }

    private static T Read<T>(string file, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(PackFile.Read($"default/{file}"), type)!;
}
