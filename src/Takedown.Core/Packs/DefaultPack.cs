using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Core.Packs;

/// <summary>
/// The rules that a new installation starts with, all at version 1. Data with a source mark on every value that a law
/// gives, and <c>P</c> on every value that is ours.
/// </summary>
public static class DefaultPack
{
    /// <summary>SLA policies: the table "SLA policies" of Packs/README.md, with <c>DEFAULT</c>.</summary>
    public static IReadOnlyList<SlaPolicy> Policies { get; } =
        [.. Read("policies.json", TakedownJson.Default.ListSlaPolicy).Select(p => p with { Version = 1 })];

    /// <summary>Regimes: "Required elements by regime" of Packs/README.md.</summary>
    public static IReadOnlyList<Regime> Regimes { get; } = Read("regimes.json", TakedownJson.Default.ListRegime);

    /// <summary>
    /// Calendars of working days: China, the federal United States, and plain weekdays for places without one.
    /// </summary>
    public static IReadOnlyList<WorkCalendar> Calendars { get; } =
        [.. new[] { "CN", "US-FEDERAL", "WEEKDAYS" }
            .Select(c => Read($"calendars/{c}.json", TakedownJson.Default.WorkCalendar) with { Version = 1 })];

    private static T Read<T>(string file, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(PackFile.Read($"default/{file}"), type)!;
}
