using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Core.Packs;

/// <summary>
/// The rules that a new installation starts with, all at version 1. Data with a source mark on every value that a law
/// gives, and <c>P</c> on every value that is ours.
/// </summary>
public static class DefaultPack
{
    /// <summary>SLA policies: the table of law.md 3.4, with <c>DEFAULT</c>.</summary>
    public static IReadOnlyList<SlaPolicy> Policies { get; } =
        [.. JsonSerializer.Deserialize(PackFile.Read("default/policies.json"), TakedownJson.Default.ListSlaPolicy)!.Select(p => p with { Version = 1 })];

    /// <summary>Regimes: the required elements of law.md 2.8.</summary>
    public static IReadOnlyList<Regime> Regimes { get; } =
        JsonSerializer.Deserialize(PackFile.Read("default/regimes.json"), TakedownJson.Default.ListRegime)!;

    /// <summary>Calendars of working days.</summary>
    public static IReadOnlyList<WorkCalendar> Calendars { get; } = [Calendar("CN"), Calendar("US-FEDERAL"), Calendar("WEEKDAYS")];

    private static WorkCalendar Calendar(string code) =>
        JsonSerializer.Deserialize(PackFile.Read($"default/calendars/{code}.json"), TakedownJson.Default.WorkCalendar)! with { Version = 1 };
}
