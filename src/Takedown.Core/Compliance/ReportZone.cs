using NodaTime;

namespace Takedown.Core.Compliance;

/// <summary>
/// The time zone whose days, months and years a report counts. Counters are kept by the hour (UTC), so its offset is a
/// whole number of hours.
/// </summary>
public sealed class ReportZone
{
    private const int HourSeconds = 3600;
    private const int DayHours = 24;
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;
    private static readonly Instant First = Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2100, 1, 1, 0, 0);

    private readonly DateTimeZone _zone;

    private ReportZone(DateTimeZone zone) => _zone = zone;

    /// <summary>UTC.</summary>
    public static ReportZone Utc { get; } = new(DateTimeZone.Utc);

    /// <summary>Name in the IANA database.</summary>
    public string Id => _zone.Id;

    /// <summary>
    /// The zone with an IANA name; null if there is none, or if it has had an offset since 2000 that is not a whole
    /// number of hours.
    /// </summary>
    public static ReportZone? Find(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone
        && zone.GetZoneIntervals(First, Last).All(i => i.WallOffset.Seconds % HourSeconds == 0) ? new(zone) : null;

    /// <summary>The zone of readers in a region: China has one, all others read UTC unless they name theirs.</summary>
    /// <param name="region">A region code; null for the operator.</param>
    public static ReportZone Of(string? region) =>
        region is "CN" || region?.StartsWith("CN-", StringComparison.Ordinal) is true ? China : Utc;

    private static ReportZone China { get; } = Find("Asia/Shanghai")!;

    /// <summary>The hour of an instant, counted from 1970-01-01T00:00Z.</summary>
    public static int HourOf(DateTimeOffset instant) =>
        (int)Math.Floor(instant.ToUnixTimeSeconds() / (double)HourSeconds);

    /// <summary>The hour with which a day begins.</summary>
    public int FirstHour(DateOnly day) =>
        HourOf(_zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeOffset());

    /// <summary>The day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset at) =>
        Instant.FromDateTimeOffset(at).InZone(_zone).Date.ToDateOnly();

    /// <summary>The instant with which a day begins.</summary>
    public DateTimeOffset StartOf(DateOnly day) =>
        _zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeOffset();

    /// <summary>The day of an hour, as a <see cref="DateOnly.DayNumber"/>, as an expression of SQL.</summary>
    /// <param name="hour">The column.</param>
    /// <param name="first">The first hour that may occur.</param>
    /// <param name="last">The last hour that may occur.</param>
    public string DaySql(string hour, int first, int last)
    {
        var steps = _zone.GetZoneIntervals(At(first), At(Math.Max(first, last) + 1)).ToList();
        var whens = steps.SkipLast(1).Select(i =>
            FormattableString.Invariant($"WHEN {hour} < {HourOf(i.End.ToDateTimeOffset())} THEN {HoursOf(i)} "));
        var offset = steps.Count == 1
            ? FormattableString.Invariant($"{HoursOf(steps[0])}")
            : FormattableString.Invariant($"CASE {string.Concat(whens)}ELSE {HoursOf(steps[^1])} END");
        return FormattableString.Invariant($"(({hour} + {offset}) / {DayHours} + {EpochDay})");
    }

    private static int HoursOf(NodaTime.TimeZones.ZoneInterval interval) => interval.WallOffset.Seconds / HourSeconds;

    private static Instant At(int hour) => Instant.FromUnixTimeSeconds((long)hour * HourSeconds);
}
