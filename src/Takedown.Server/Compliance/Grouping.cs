namespace Takedown.Server.Compliance;

/// <summary>How counts are grouped.</summary>
internal sealed record Grouping
{
    public static readonly Grouping All = new() { GroupBy = "1" };
    public static readonly Grouping ByPlatform = new() { GroupBy = "platform_id", Platform = "platform_id" };
    public static readonly Grouping ByDay = new() { GroupBy = "2", First = day => day };
    public static readonly Grouping ByMonth = new() { GroupBy = "2", First = day => new(day.Year, day.Month, 1) };
    public static readonly Grouping ByYear = new() { GroupBy = "2", First = day => new(day.Year, 1, 1) };

    /// <summary>The expressions of the GROUP BY clause.</summary>
    public required string GroupBy { get; init; }

    /// <summary>Whether the handling times are told by class too.</summary>
    public bool HasClasses { get; private init; }

    public Grouping WithClasses => this with { HasClasses = true };

    private string Platform { get; init; } = "NULL";

    /// <summary>The first day of the point in time that a day belongs to; null without points.</summary>
    private Func<DateOnly, DateOnly>? First { get; init; }

    /// <summary>The key columns, as <c>platform_id</c> and <c>day</c>.</summary>
    public string Key(Period period)
    {
        var day = First is null ? "NULL" : period.Zone.DaySql("hour", period.FirstHour, period.LastHour);
        return $"{Platform} AS platform_id, {day} AS day";
    }

    public DateOnly? PointOf(int? day) => day is null ? null : First!(DateOnly.FromDayNumber(day.Value));
}
