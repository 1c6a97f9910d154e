using Polly;

namespace Takedown.Server.Connectors.Webhook;

/// <summary>What this process knows of one endpoint: circuit, next request wanted, whether it fails.</summary>
internal sealed class WebhookEndpoint(string url, ResiliencePipeline<WebhookAnswer> pipeline, ILogger log)
{
    private int failing;

    public string Url => url;

    public ResiliencePipeline<WebhookAnswer> Pipeline => pipeline;

    /// <summary>The endpoint's own word: no request before this time.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Logs when the pushes begin to fail and when they succeed again, however many there are.</summary>
    /// <param name="target">The platform or the subscription.</param>
    /// <param name="code">Code of the failure; null for a success.</param>
    public void Record(Guid target, string? code)
    {
        var before = Interlocked.Exchange(ref failing, code is null ? 0 : 1);
        // Only the host: paths and queries of webhooks may contain credentials.
        if (before == 0 && code is not null)
        {
            log.LogWarning("The webhook of {Target} at {Host} fails: {Code}.", target, Host, code);
        }
        else if (before == 1 && code is null)
        {
            log.LogInformation("The webhook of {Target} at {Host} works again.", target, Host);
        }
    }

    private string Host => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.Host : "";
}
