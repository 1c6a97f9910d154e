using Takedown.Contracts;

namespace Takedown.Core.Calendars;

/// <summary>Computes due times.</summary>
public static class WorkingDays
{
    /// <inheritdoc cref="DueAt(DateTimeOffset, TimeLimit, CompiledCalendar)" />
    public static DateTimeOffset DueAt(DateTimeOffset start, TimeLimit limit, WorkCalendar calendar) =>
        DueAt(start, limit, new CompiledCalendar(calendar));

    /// <summary>
    /// Returns the due time in UTC, always later than the start. Running time counts from the instant of the start,
    /// through nights and holidays. Working days exclude the day of the start (民法典 201) and end at 24:00 of the last
    /// working day in the calendar's time zone (民法典 203; the last day is a working day, so no roll-forward applies).
    /// </summary>
    /// <exception cref="ArgumentException">The limit has no length in its unit.</exception>
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
