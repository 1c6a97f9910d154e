using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Compliance;

/// <summary>
/// The figures as CSV for spreadsheets (<c>format=csv</c> or <c>Accept: text/csv</c>): with a byte order mark, times as
/// plain seconds, and headings in the reader's language.
/// </summary>
internal static class ComplianceCsv
{
    private static readonly (string Name, Func<ComplianceCounts, object?> Value)[] Counts =
    [
        ("figures.received", c => c.Received),
        ("figures.delivered", c => c.Delivered),
        ("figures.undeliverable", c => c.Undeliverable),
        ("figures.open", c => c.Open),
        ("figures.onTime", c => c.OnTime),
        ("figures.late", c => c.Late),
        ("figures.breached", c => c.Breached),
        ("figures.acknowledgeBreached", c => c.AcknowledgeBreached),
        ("figures.removed", c => c.Removed),
        ("figures.rejected", c => c.Rejected),
        ("figures.withdrawn", c => c.Withdrawn),
        ("figures.restoreBreached", c => c.RestoreBreached),
        ("figures.accountActions", c => c.AccountActions),
        ("figures.repeatAccounts", c => c.RepeatAccounts),
        ("figures.onTimeRate", c => c.OnTimeRate),
        ("figures.actionRate", c => c.ActionRate),
        ("figures.refusalRate", c => c.RefusalRate),
        ("figures.handlingMedianSeconds", c => c.Handling?.Median.TotalSeconds),
        ("figures.handlingP90Seconds", c => c.Handling?.P90.TotalSeconds),
        ("figures.handlingP99Seconds", c => c.Handling?.P99.TotalSeconds),
    ];

    /// <summary>Whether the request wants CSV.</summary>
    public static bool IsWanted(HttpContext http, Query query) =>
        query.OneOf("format", "json", "csv") is { } format
            ? format == "csv"
            : http.Request.GetTypedHeaders().Accept
                .Any(a => a.MediaType.Equals(CsvText.MediaType, StringComparison.OrdinalIgnoreCase));

    public static ContentHttpResult Of(HttpContext http, ComplianceOverview overview) => Write(
        http, "overview", [overview],
        [
            ("figures.from", o => o.From),
            ("figures.to", o => o.To),
            ("figures.zone", o => o.Zone),
            ("figures.platforms", o => o.Platforms),
            ("figures.openEscalations", o => o.OpenEscalations),
            ("figures.asOf", o => o.AsOf),
        ]);

    public static ContentHttpResult Of(HttpContext http, IReadOnlyList<PlatformCompliance> platforms) => Write(
        http, "platforms", platforms,
        [
            ("figures.platformId", p => p.PlatformId),
            ("figures.name", p => p.Name),
            ("figures.region", p => p.Region),
            ("figures.serviceType", p => p.ServiceType),
            ("figures.openEscalations", p => p.OpenEscalations),
        ]);

    public static ContentHttpResult Of(HttpContext http, ComplianceTrend trend) =>
        Write(http, "trend", trend.Points, [(Point(trend.Bucket), p => p.Day)]);

    private static ContentHttpResult Write<T>(
        HttpContext http, string name, IReadOnlyList<T> rows,
        IReadOnlyList<(string Name, Func<T, object?> Value)> first) where T : ComplianceCounts
    {
        var language = Language.Of(http);
        var csv = new StringBuilder().Append(CsvText.ByteOrderMark).Row(
            [.. first.Select(c => c.Name).Concat(Counts.Select(c => c.Name))
                .Select(c => Messages.Text(c, language))]);
        foreach (var row in rows)
        {
            csv.Row([.. first.Select(c => Text(c.Value(row))).Concat(Counts.Select(c => Text(c.Value(row))))]);
        }
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"compliance-{name}.csv\"";
        return TypedResults.Text(csv.ToString(), CsvText.ContentType, Encoding.UTF8);
    }

    private static string Point(string bucket) => bucket switch
    {
        "year" => "figures.year",
        "month" => "figures.month",
        _ => "figures.day",
    };

    private static string? Text(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        double number => Math.Round(number, 4).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
