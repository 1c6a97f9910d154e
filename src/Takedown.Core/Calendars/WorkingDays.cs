using Takedown.Contracts;

namespace Takedown.Core.Calendars;

/// <summary>When a time limit ends.</summary>
public static class WorkingDays
{
    /// <inheritdoc cref="DueAt(DateTimeOffset, TimeLimit, CompiledCalendar)" />
    public static DateTimeOffset DueAt(DateTimeOffset start, TimeLimit limit, WorkCalendar calendar) =>
        DueAt(start, limit, new CompiledCalendar(calendar));

    /// <summary>
    /// The due time in UTC, always after the start. Running time counts from the very moment through nights and
    /// holidays; working days leave out the day of the start (民法典 201) and end at 24:00 of the last one in the
    /// calendar's zone (民法典 203; a last day is a working day by itself, so nothing is left to roll forward).
    /// </summary>
    /// <exception cref="ArgumentException">The limit has no length of its unit.</exception>
    public static DateTimeOffset DueAt(DateTimeOffset start, TimeLimit limit, CompiledCalendar calendar) => limit switch
    {
        { Unit: LimitUnit.Running, Duration: { } duration } when duration > TimeSpan.Zero =>
            start.ToUniversalTime() + duration,
        { Unit: LimitUnit.Working, Days: { } days and > 0 } =>
            calendar.EndOf(Last(calendar.DayOf(start), days, calendar)),
        _ => throw new ArgumentException("The limit has no length of its unit.", nameof(limit)),
    };

    private static DateOnly Last(DateOnly day, int days, CompiledCalendar calendar)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            if (calendar.IsWorkingDay(day)) days--;
        }
        return day;
    }
}
