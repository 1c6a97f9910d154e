using System.Globalization;
using Takedown.Contracts;
using Takedown.Core.Compliance;

namespace Takedown.Core.Filings;

/// <summary>Months and years of reports, in the zone of the body.</summary>
public static class ReportMonth
{
    private const string Form = "yyyy-MM";
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2099, 12, 1);

    /// <summary>The first day of a month written as <c>2026-10</c>; null for another text.</summary>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= Earliest && day <= Latest ? day : null;

    /// <summary>The text of a month.</summary>
    public static string Text(DateOnly month) => month.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The text of a year.</summary>
    public static string YearText(int year) => year.ToString(CultureInfo.InvariantCulture);

    /// <summary>The instant with which a day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day, ReportZone zone) =>
        DateTimeOffset.FromUnixTimeSeconds(zone.FirstHour(day) * 3600L);

    /// <summary>The first day of the month of an instant.</summary>
    public static DateOnly Of(DateTimeOffset at, ReportZone zone)
    {
        var day = DayOf(at, zone);
        return new(day.Year, day.Month, 1);
    }

    /// <summary>The day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset at, ReportZone zone)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        // No zone is more than a day away from UTC.
        var (before, after) = (day.AddDays(-1), day.AddDays(1));
        return StartOf(after, zone) <= at ? after : StartOf(day, zone) <= at ? day : before;
    }

    /// <summary>
    /// The due time of an obligation: the end of its day, in the following month for a monthly form. A day that the
    /// month does not have is its last one.
    /// </summary>
    /// <param name="obligation">The duty.</param>
    /// <param name="period">The first day of the month, or of the year.</param>
    /// <param name="zone">The zone of the body.</param>
    public static DateTimeOffset DueAt(FilingObligation obligation, DateOnly period, ReportZone zone)
    {
        var month = obligation.Kind is FilingKind.Monthly
            ? period.AddMonths(1) : new DateOnly(period.Year, obligation.Month ?? 1, 1);
        var day = Math.Min(obligation.Day, DateTime.DaysInMonth(month.Year, month.Month));
        return StartOf(month.AddDays(day), zone);
    }
}
