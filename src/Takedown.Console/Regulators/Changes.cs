using System.Globalization;
using Takedown.Screens.Access;

namespace Takedown.Screens.Regulators;

/// <summary>How a figure differs from that of the period before, in words.</summary>
internal static class Changes
{
    public static string? Count(Screen screen, long now, long? before, ViewPeriod period) =>
        before is not { } earlier ? null : Words(screen, Signed(now - earlier, "0"), period, "", "");

    /// <summary>In percentage points.</summary>
    public static string? Rate(Screen screen, double? now, double? before, ViewPeriod period) =>
        now is not { } rate || before is not { } earlier ? null
            : Words(screen, Signed((rate - earlier) * 100, "0.0"), period, " points", " 个百分点");

    private static string Words(Screen screen, string change, ViewPeriod period, string unit, string unitZh) =>
        screen.T($"{change}{unit} against the {period.Days} days before", $"较之前 {period.Days} 天 {change}{unitZh}");

    private static string Signed(double change, string format) =>
        change.ToString($"+{format};−{format};±{format}", CultureInfo.InvariantCulture);
}
