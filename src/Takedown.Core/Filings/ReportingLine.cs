namespace Takedown.Core.Filings;

/// <summary>
/// A line that reports by itself: 版权局、文化执法总队、网信、通信、公安. Five report, to four addressees: the enforcement
/// of culture has no ministry of its own among them and files to the copyright body where no superior of its line is.
/// </summary>
/// <param name="Function">The function of its bodies.</param>
/// <param name="Zh">Its name.</param>
/// <param name="Addressee">The function of the bodies that its forms go to in the end.</param>
public sealed record ReportingLine(string Function, string Zh, string Addressee)
{
    /// <summary>All lines.</summary>
    public static IReadOnlyList<ReportingLine> All { get; } =
    [
        new("copyright", "版权", "copyright"),
        new("culture-enforcement", "文化执法", "copyright"),
        new("cyberspace", "网信", "cyberspace"),
        new("telecom", "通信", "telecom"),
        new("police", "公安", "police"),
    ];

    /// <summary>The line of a function; null if the function does not report.</summary>
    public static ReportingLine? Find(string? function) => All.FirstOrDefault(l => l.Function == function);
}
