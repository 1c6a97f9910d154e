using System.Globalization;
using Takedown.Contracts;
using Takedown.Screens.Access;

namespace Takedown.Screens.Parts;

/// <summary>Time limits and durations in words.</summary>
internal static class TimeLimits
{
    public static string Say(Screen screen, TimeLimit? limit) => limit switch
    {
        null => screen.T("none", "无"),
        { Unit: LimitUnit.Working, Days: { } days } => screen.T($"{days} working days", $"{days} 个工作日"),
        { Duration: { } duration } => Say(screen, duration),
        _ => "–",
    };

    /// <summary>In the largest unit that fits without a rest, up to days.</summary>
    public static string Say(Screen screen, TimeSpan span)
    {
        if (span.TotalDays >= 2 && span.Ticks % TimeSpan.TicksPerDay == 0)
            return screen.T($"{Whole(span.TotalDays)} days", $"{Whole(span.TotalDays)} 天");
        if (span.TotalHours >= 1 && span.Ticks % TimeSpan.TicksPerHour == 0)
            return screen.T($"{Whole(span.TotalHours)} h", $"{Whole(span.TotalHours)} 小时");
        if (span.TotalMinutes >= 1)
        {
            var (hours, minutes) = ((long)span.TotalHours, span.Minutes);
            return hours == 0 ? screen.T($"{minutes} min", $"{minutes} 分钟")
                : screen.T($"{hours} h {minutes} min", $"{hours} 小时 {minutes} 分钟");
        }
        return screen.T($"{Whole(span.TotalSeconds)} s", $"{Whole(span.TotalSeconds)} 秒");
    }

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
