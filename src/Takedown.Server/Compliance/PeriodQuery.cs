using System.Globalization;
using Takedown.Core.Compliance;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Compliance;

/// <summary>Reads the period of a request: <c>from</c>, <c>to</c>, <c>tz</c>, <c>asOf</c>.</summary>
internal static class PeriodQuery
{
    public static (Period Period, List<InputFault> Faults) Read(
        Query query, HttpContext http, RegistrySnapshot registry, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        var (from, to, tz) = (query.Day("from"), query.Day("to"), query.Text("tz"));
        var zone = tz is null ? ReportZone.Of(registry.RegionOf(http.Caller().Id)) : ReportZone.Find(tz);
        if (from > to) faults.Add(new("?to", "value.out-of-range", $">= {from:yyyy-MM-dd}"));
        if (zone is null) faults.Add(new("?tz", "zone.not-hourly", JsonErrors.Shorten(tz!)));
        var asOf = AsOf(query, now, faults);
        return (new(from, to, zone ?? ReportZone.Utc) { AsOf = asOf }, [.. query.Faults, .. faults]);
    }

    private static DateTimeOffset? AsOf(Query query, DateTimeOffset now, List<InputFault> faults)
    {
        if (query.Text("asOf") is not { } text) return null;
        // Without an offset it would be an instant of the server's zone.
        if (!text.Contains('T', StringComparison.Ordinal) || text.Length < 17
            || !(text[^1] == 'Z' || text.AsSpan(11).ContainsAny('+', '-'))
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            faults.Add(new("?asOf", "field.type", "date-time (2026-11-21T08:00:00Z)"));
            return null;
        }
        if (at > now) faults.Add(new("?asOf", "value.out-of-range", $"<= {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        return at;
    }
}
