using System.Diagnostics;
using System.Globalization;
using Takedown.Server.Http;

namespace Takedown.Server.Limits;

/// <summary>The answer to a request that a limit refuses: 429 with the limit and when to try again.</summary>
internal sealed class Refusal(LimitMetrics metrics)
{
    public const string Code = "limit.reached";

    public Task AnswerAsync(HttpContext http, Permit permit, TimeSpan? retryAfter)
    {
        metrics.Count(permit.Of);
        var seconds = retryAfter is { } after ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : PauseOf(permit.Of);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        LimitHeaders.Write(http.Response, permit, 0, seconds);
        var name = LimitHeaders.NameOf(permit.Of);
        var language = Language.Of(http);
        return TypedResults.Problem(
            title: Messages.Text(Code, language),
            detail: Messages.Text(
                permit.Of switch
                {
                    Counted.FailedSignIns => "limit.address",
                    Counted.PublicReads or Counted.RecordRequests => "limit.public",
                    _ => "limit.of",
                },
                language, name,
                permit.Limit.ToString("N0", CultureInfo.InvariantCulture)),
            statusCode: StatusCodes.Status429TooManyRequests,
            type: $"urn:takedown:problem:{Code}",
            extensions: new Dictionary<string, object?>
            {
                ["code"] = Code,
                ["limit"] = name,
                ["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
            }).ExecuteAsync(http);
    }

    /// <summary>Seconds after which one of several requests at once has probably ended.</summary>
    private static int PauseOf(Counted limit) => limit switch
    {
        Counted.Uploads or Counted.LongPolls => 5,
        Counted.Streams => 30,
        _ => 1,
    };
}
