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
    public static IReadOnlyList<Regime> Regimes { get; } =
        [.. Read("regimes.json", TakedownJson.Default.ListRegime).Select(r => r with { Version = 1 })];

    /// <summary>Functions of regulators: the table "Escalation" of Packs/README.md.</summary>
    public static IReadOnlyList<RegulatorFunction> Functions { get; } =
        Read("functions.json", PackJson.Default.ListRegulatorFunction);

    /// <summary>Measures with the functions that lead and support them, after the founding documents.</summary>
    public static IReadOnlyList<Responsibility> Responsibilities { get; } =
        Read("responsibilities.json", PackJson.Default.ListResponsibility);

    /// <summary>Region clusters that the founding documents name.</summary>
    public static IReadOnlyList<RegionCluster> RegionClusters { get; } =
        Read("region-clusters.json", PackJson.Default.ListRegionCluster);

    /// <summary>The vocabularies: words of notices and platforms, by axis.</summary>
    public static IReadOnlyList<Vocabulary> Vocabularies { get; } =
        Read("vocabularies.json", PackJson.Default.ListVocabulary);

    /// <summary>The registers of the regulators and their fields (requirements F01–F14).</summary>
    public static IReadOnlyList<RegisterDefinition> Registers { get; } =
        Read("registers.json", PackJson.Default.ListRegisterDefinition);

    /// <summary>Reasons for which a platform may refuse a notice (<c>Packs/README.md</c>, "Refusals").</summary>
    public static IReadOnlyList<ReasonCode> Reasons { get; } =
        Read("reasons.json", TakedownJson.Default.ListReasonCode);

    /// <summary>Calendars of working days: China, the federal United States, and plain weekdays.</summary>
    public static IReadOnlyList<WorkCalendar> Calendars { get; } =
    [
        .. new[] { "CN", "US-FEDERAL", "WEEKDAYS" }
            .Select(c => Read($"calendars/{c}.json", TakedownJson.Default.WorkCalendar) with { Version = 1 }),
    ];

    /// <summary>The fixed holidays of a calendar of the pack; none for another code.</summary>
    public static IReadOnlyList<string> FixedHolidaysOf(string calendar) =>
        Calendars.FirstOrDefault(c => c.Code == calendar)?.FixedHolidays ?? [];

    private static T Read<T>(string file, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(PackFile.Read($"default/{file}"), type)!;
}
