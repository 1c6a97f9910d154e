using System.Globalization;
using NodaTime;
using Takedown.Contracts;

namespace Takedown.Core.Calendars;

/// <summary>Validates a calendar before it is stored.</summary>
public static class CalendarFaults
{
    /// <summary>Maximum number of holidays, and of worked weekend days.</summary>
    public const int MaxDays = 1000;

    /// <summary>Maximum number of fixed holidays.</summary>
    public const int MaxFixed = 100;

    /// <summary>Maximum period covered, in days: twenty years.</summary>
    public const int MaxSpan = 7305;

    /// <summary>Returns all faults; an empty list means that the calendar can be compiled.</summary>
    public static IReadOnlyList<Fault> Check(WorkCalendar calendar)
    {
        var faults = new FaultList();
        faults.Code(calendar.Code, "/code");
        if (string.IsNullOrWhiteSpace(calendar.Zone)) faults.Add("/zone", FaultCodes.Required);
        else if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.Zone) is null)
            faults.Add("/zone", FaultCodes.UnknownZone);
        var span = calendar.To.DayNumber - calendar.From.DayNumber + 1;
        if (span is < 1 or > MaxSpan) faults.Add("/to", FaultCodes.OutOfRange);

        Fixed(faults, calendar.FixedHolidays);
        Days(faults, calendar, calendar.Holidays, "/holidays", weekendOnly: false);
        Days(faults, calendar, calendar.WorkedWeekends, "/workedWeekends", weekendOnly: true);
        faults.Source(calendar.Source, "/source");
        return faults.All;
    }

    private static void Fixed(FaultList faults, IReadOnlyList<string>? days)
    {
        if (days is null || !faults.Bounded(days, "/fixedHolidays", MaxFixed)) return;
        var seen = new HashSet<(int, int)>();
        for (var i = 0; i < days.Count; i++)
        {
            if (!CompiledCalendar.TryFixedDay(days[i], out var day))
                faults.Add($"/fixedHolidays/{i}", FaultCodes.BadFormat);
            else if (!seen.Add(day)) faults.Add($"/fixedHolidays/{i}", FaultCodes.Duplicate);
        }
    }

    // A holiday may fall on a weekend, because official lists name whole periods. A make-up day may not fall on a
    // weekday, because then one of the two lists is wrong.
    private static void Days(
        FaultList faults, WorkCalendar calendar, IReadOnlyList<DateOnly>? days, string pointer, bool weekendOnly)
    {
        if (!faults.Bounded(days, pointer, MaxDays)) return;
        var seen = new HashSet<DateOnly>();
        var off = weekendOnly ? (calendar.Holidays ?? []).Take(MaxDays).ToHashSet() : [];
        var always = weekendOnly ? (calendar.FixedHolidays ?? []).Take(MaxFixed).ToHashSet() : [];
        bool IsOff(DateOnly day) =>
            off.Contains(day) || always.Contains(day.ToString("MM-dd", CultureInfo.InvariantCulture));
        for (var i = 0; i < days.Count; i++)
        {
            var day = days[i];
            if (day < calendar.From || day > calendar.To) faults.Add($"{pointer}/{i}", FaultCodes.OutOfRange);
            else if (!seen.Add(day)) faults.Add($"{pointer}/{i}", FaultCodes.Duplicate);
            else if (weekendOnly
                && (IsOff(day) || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
                faults.Add($"{pointer}/{i}", FaultCodes.NotAllowed);
        }
    }
}
