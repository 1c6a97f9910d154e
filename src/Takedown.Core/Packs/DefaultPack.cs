using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Core.Packs;

/// <summary>
/// The policies, regimes and calendars of a new installation, all at version 1. Every value set by law carries the mark
/// of its source; every value chosen by this project carries <c>P</c>.
/// </summary>
public static class DefaultPack
{
    /// <summary>SLA policies: the table "SLA policies" of Packs/README.md, with <c>DEFAULT</c>.</summary>
    public static IReadOnlyList<SlaPolicy> Policies { get; } =
        [.. Read("policies.json", TakedownJson.Default.ListSlaPolicy).Select(p => p with { Version = 1 })];

    /// <summary>Regimes: "Required elements by regime" of Packs/README.md.</summary>
    public static IReadOnlyList<Regime> Regimes { get; } = Read("regimes.json", TakedownJson.Default.ListRegime);

    /// <summary>
    /// Calendars of working days: China, the federal United States, and plain weekdays for places without a calendar.
    /// </summary>
    public static IReadOnlyList<WorkCalendar> Calendars { get; } =
        [.. new[] { "CN", "US-FEDERAL", "WEEKDAYS" }
            .Select(c => Read($"calendars/{c}.json", TakedownJson.Default.WorkCalendar) with { Version = 1 })];

    private static T Read<T>(string file, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(PackFile.Read($"default/{file}"), type)!;
}
