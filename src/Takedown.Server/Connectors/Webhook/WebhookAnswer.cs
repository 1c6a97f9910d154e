using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Takedown.Server.Connectors.Webhook;

/// <summary>What is read of a webhook's answer: its status, and when it wants the next request.</summary>
internal readonly record struct WebhookAnswer(int Status, TimeSpan? RetryAfter = null)
{
    private const string StatusCode = "webhook.status-";

    /// <summary>A longer hint counts as this, so that no answer ends the deliveries.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    /// <summary>
    /// A shorter hint is waited for within the delivery; with a longer one the delivery is left to the sweep.
    /// </summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    public bool IsStored => Status is >= 200 and < 300;

    public bool IsGone => Status is (int)HttpStatusCode.Gone;

    /// <summary>
    /// Whether the content was refused. The other 4xx are about the caller, the route or the moment, whatever is sent.
    /// </summary>
    public bool IsRefusal => Status is >= 400 and < 500 and not (401 or 404 or 405 or 407 or 408 or 410 or 429);

    public bool IsTransient => Status is >= 500 or 408 or 429 && !(RetryAfter > MaxWait);

    public string Code => Status is >= 300 and < 400 ? "webhook.redirect"
        : StatusCode + Status.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a failure's code is that of a refused content.</summary>
    public static bool IsRefusalCode(string? code) =>
        code is not null && code.StartsWith(StatusCode, StringComparison.Ordinal)
        && int.TryParse(code.AsSpan(StatusCode.Length), CultureInfo.InvariantCulture, out var status)
        && new WebhookAnswer(status).IsRefusal;

    public static WebhookAnswer Of(HttpResponseMessage response, DateTimeOffset now) =>
        new((int)response.StatusCode, Hint(response.Headers, now));

    /// <summary>A date is compared with the answer's own, because the receiver's clock may differ.</summary>
    private static TimeSpan? Hint(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter is not { } hint) return null;
        var wait = hint.Delta ?? hint.Date - (headers.Date ?? now);
        return wait is not { } length || length <= TimeSpan.Zero ? null
            : length > MaxRetryAfter ? MaxRetryAfter : length;
    }
}
