using System.Globalization;
using Takedown.Screens.Access;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Regulators;

/// <summary>The figures by which platforms are compared and watched, with their names.</summary>
internal static class Metrics
{
    public static IReadOnlyList<(string Value, string Text)> Choices(Screen s) =>
    [
        ("onTimeRate", s.T("On time", "按期处置率")),
        ("actionRate", s.T("Acted", "采取措施率")),
        ("refusalRate", s.T("Refused", "拒绝率")),
        ("overturnRate", s.T("Refusals corrected later", "拒绝后更正率")),
        ("lastMinuteRate", s.T("In the last tenth of the time limit", "临近到期处置率")),
        ("reuploadRate", s.T("The same work uploaded again", "重复上传率")),
        ("breached", s.T("Time limits breached", "超期件数")),
        ("median", s.T("Median time to act", "处置用时中位数")),
        ("p90", s.T("Time to act of nine in ten", "处置用时九成位")),
        ("p99", s.T("Time to act of 99 in 100", "处置用时百分之九十九位")),
    ];

    public static string Name(Screen s, string? metric) =>
        Choices(s).Where(c => c.Value == metric).Select(c => c.Text).FirstOrDefault() ?? metric ?? "";

    /// <summary>A rate as per cent, a time in words, a count as it is.</summary>
    public static string Value(Screen s, string? metric, double? value) => (metric, value) switch
    {
        (_, null) => "–",
        ("median" or "p90" or "p99", { } seconds) => Spans.Text(s, TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 1e9))),
        ("breached", { } count) => count.ToString("N0", CultureInfo.InvariantCulture),
        (_, { } rate) => s.Percent(rate),
    };
}
