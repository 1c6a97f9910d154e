using System.Globalization;

namespace Takedown.Screens.Regulators;

/// <summary>The points of a trend: all of the period, also those without counts.</summary>
internal static class TrendDays
{
    public static IReadOnlyList<DateOnly> Of(ViewPeriod period, string bucket)
    {
        var days = new List<DateOnly>();
        for (var day = First(period.From, bucket); day <= period.To; day = Next(day, bucket)) days.Add(day);
        return days;
    }

    public static string Label(DateOnly day, string bucket) => day.ToString(
        bucket switch { "year" => "yyyy", "month" => "yyyy-MM", _ => "MM-dd" }, CultureInfo.InvariantCulture);

    private static DateOnly First(DateOnly day, string bucket) => bucket switch
    {
        "year" => new(day.Year, 1, 1),
        "month" => new(day.Year, day.Month, 1),
        _ => day,
    };

    private static DateOnly Next(DateOnly day, string bucket) => bucket switch
    {
        "year" => day.AddYears(1),
        "month" => day.AddMonths(1),
        _ => day.AddDays(1),
    };
}
