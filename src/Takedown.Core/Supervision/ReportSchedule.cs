namespace Takedown.Core.Supervision;

/// <summary>When reports on a supervised case are due; no law gives the interval of 15 days, it is ours.</summary>
public static class ReportSchedule
{
    /// <summary>The usual time between two reports.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromDays(15);

    /// <summary>The longest time between two reports.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>
    /// The due time after a report. Due times stand at multiples of the interval after the listing, so that a late
    /// report does not put off the next one and an early one does not bring it forward.
    /// </summary>
    /// <param name="start">The listing.</param>
    /// <param name="every">The interval.</param>
    /// <param name="due">The due time that the report was for.</param>
    /// <param name="now">When the report was made.</param>
    public static DateTimeOffset Next(DateTimeOffset start, TimeSpan every, DateTimeOffset due, DateTimeOffset now)
    {
        var passed = (now > due ? now : due) - start;
        return start + (every * (Math.Floor(passed / every) + 1));
    }
}
