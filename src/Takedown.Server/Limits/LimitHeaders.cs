using System.Collections.Concurrent;
using System.Globalization;

namespace Takedown.Server.Limits;

/// <summary>
/// The headers <c>RateLimit</c> and <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers) about one limit, and
/// the names of limits.
/// </summary>
internal static class LimitHeaders
{
    private static readonly ConcurrentDictionary<(Counted, int), string> Policies = new();

    /// <summary>The name of a limit as in <c>GET /v1/limits</c>.</summary>
    public static string NameOf(Counted limit) => limit switch
    {
        Counted.RequestsAtOnce => "requestsAtOnce",
        Counted.RequestsAtOncePerKey => "requestsAtOncePerKey",
        Counted.RequestsPerMinute => "requestsPerMinute",
        Counted.Uploads => "uploads",
        Counted.Streams => "streams",
        Counted.LongPolls => "longPolls",
        Counted.FailedSignIns => "failedSignIns",
        Counted.LimitReads => "limitReads",
        Counted.PublicReads => "publicReads",
        Counted.RecordRequests => "recordRequests",
        Counted.ReaderRequests => "readerRequests",
    };

    public static void Write(HttpResponse response, Permit permit, long left, int? seconds)
    {
        var until = seconds is null ? "" : string.Create(CultureInfo.InvariantCulture, $";t={seconds}");
        response.Headers["RateLimit-Policy"] = PolicyOf(permit);
        response.Headers["RateLimit"] =
            string.Create(CultureInfo.InvariantCulture, $"\"{NameOf(permit.Of)}\";r={Math.Max(0, left)}{until}");
    }

    private static string PolicyOf(Permit permit)
    {
        // Limits have few values; those that are gone stay here.
        if (Policies.Count > 1000) Policies.Clear();
        return Policies.GetOrAdd((permit.Of, permit.Limit), static p => string.Create(
            CultureInfo.InvariantCulture,
            $"\"{NameOf(p.Item1)}\";q={p.Item2};{(IsRate(p.Item1) ? "w=60" : "qu=\"concurrent-requests\"")}"));
    }

    private static bool IsRate(Counted limit) => new Permit(limit, default, 1).IsRate;
}
