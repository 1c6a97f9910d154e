using System.Globalization;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Regulators;

/// <summary>The days that a page of figures is about: those of its address, else the last thirty.</summary>
public sealed record ViewPeriod(DateOnly From, DateOnly To)
{
    private const int Usual = 30;

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The same number of days just before.</summary>
    public ViewPeriod Before => new(From.AddDays(-Days), From.AddDays(-1));

    /// <summary>Width of a point of the trend, so that a chart has not too many.</summary>
    public string Bucket => Days <= 62 ? "day" : Days <= 1100 ? "month" : "year";

    public (string Name, string? Value)[] Query => [("from", Text(From)), ("to", Text(To))];

    public static ViewPeriod Of(Screen screen)
    {
        var today = DateOnly.FromDateTime(screen.Now.ToOffset(screen.Offset).DateTime);
        var to = Day(screen, "to") ?? today;
        var from = Day(screen, "from") ?? to.AddDays(1 - Usual);
        return from <= to ? new(from, to) : throw Bad(screen, "from", screen.T(
            "The period ends before it begins.", "统计周期的结束日期早于开始日期。"));
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(Screen screen, string name)
    {
        if (screen.Query(name) is not { } text) return null;
        return DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1900 and < 9000 ? day : throw Bad(screen, name, screen.T(
                "This is no day such as 2026-11-26.", "日期格式应为 2026-11-26。"));
    }

    private static ApiException Bad(Screen screen, string name, string message) => new(new Problem(
        400, "period.bad", screen.T("The period cannot be read.", "统计周期有误。"))
    {
        Faults = [new($"?{name}", "period.bad", message)],
    });
}
