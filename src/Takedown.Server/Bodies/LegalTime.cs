using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Server.Registry;

namespace Takedown.Server.Bodies;

/// <summary>Days and limits as a body counts them: by the calendar of its country.</summary>
internal static class LegalTime
{
    /// <summary>The due time of a limit in working days.</summary>
    public static DueTime WorkingDue(this RegistrySnapshot registry, Guid body, int days, DateTimeOffset now) =>
        CalendarOf(registry, body) is { } calendar
            ? WorkingDays.Due(now, new TimeLimit { Unit = LimitUnit.Working, Days = days }, calendar)
            : now.AddDays(days);

    /// <summary>The day in the zone of the body.</summary>
    public static DateOnly DayOf(this RegistrySnapshot registry, Guid body, DateTimeOffset now) =>
        CalendarOf(registry, body)?.DayOf(now) ?? DateOnly.FromDateTime(now.UtcDateTime);

    private static CompiledCalendar? CalendarOf(RegistrySnapshot registry, Guid body) =>
        registry.Regulators.TryGetValue(body, out var regulator) ? registry.CalendarOf(regulator.Country) : null;
}
