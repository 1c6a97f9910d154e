using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Observability;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors.Webhook;

/// <summary>
/// Posts signed deliveries. Retries with back-off and jitter; if a platform keeps failing, its circuit opens, which
/// pauses only its own queue. Redirects are not followed, and only the status of an answer is read.
/// </summary>
internal sealed class WebhookConnector : IPushConnector, IDisposable
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, WebhookEndpoint> endpoints = new();
    private readonly HttpClient client;
    private readonly OutboundGuard guard;
    private readonly WebhookOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<WebhookConnector> log;

    public WebhookConnector(
        OutboundGuard guard, TakedownOptions options, TimeProvider time, ILogger<WebhookConnector> log)
    {
        this.guard = guard;
        this.options = options.Webhooks;
        this.time = time;
        this.log = log;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // The baggage of a request belongs to its claimant: only the trace header is sent, below.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = guard.ConnectAsync,
            // The pipeline's timeout expires first and is reported; this one only ends an abandoned attempt.
            ConnectTimeout = this.options.Timeout + TimeSpan.FromSeconds(5),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public ConnectorKind Kind => ConnectorKind.Webhook;

    public IEnumerable<InputFault> CheckUnused(ConnectorInput input) => guard.CheckAddress(input.Url);

    public IEnumerable<InputFault> Check(ConnectorInput input) => guard.Check(input.Url);

    public Organisation Configure(Organisation platform, ConnectorInput? input) => platform with
    {
        ConnectorUrl = input?.Url ?? platform.ConnectorUrl,
        ConnectorQueue = null,
        // One that cannot be read is kept until it is rotated or its key is configured again.
        Secret = platform.Secret ?? (platform.Unreadable.Secret is null ? NewSecret() : null),
    };

    public string NewSecret() => WebhookSignature.NewSecret();

    public async Task<PushResult> PushAsync(
        Organisation platform, IReadOnlyList<InboxItem> items, CancellationToken cancellation)
    {
        var endpoint = endpoints.AddOrUpdate(
            platform.Id, _ => new(platform.ConnectorUrl!, Pipeline(), log),
            (_, known) => known.Url == platform.ConnectorUrl ? known : new(platform.ConnectorUrl!, Pipeline(), log));
        if (endpoint.NotBefore is { } at && at > time.GetUtcNow()) return new("webhook.retry-after", at);
        // Encrypted with a key that is not configured any more; the log of the start says so.
        if (platform.Secret is null) return new("webhook.secret-unreadable", null);
        var delivery = new WebhookDelivery { Type = "notices.delivered", Timestamp = time.GetUtcNow(), Data = items };
        var body = JsonSerializer.SerializeToUtf8Bytes(delivery, TakedownJson.Default.WebhookDelivery);
        // The same notices at the same positions have the same message id, whichever process sends them again.
        var id = "msg_" + Convert.ToHexStringLower(
            SHA256.HashData([.. items.SelectMany(i => i.NoticeId.ToByteArray())]).AsSpan(0, 16));
        var (code, answer) = await TryAsync(
            endpoint.Pipeline, async token => await PostAsync(platform, id, body, items.Count, token), cancellation);
        endpoint.Record(platform.Id, code);
        if (code is null) return PushResult.Stored;
        endpoint.NotBefore = answer.RetryAfter is { } wait && !answer.IsGone ? time.GetUtcNow() + wait : null;
        return new(code, AtLeastAMinute(endpoint.NotBefore), answer.IsRefusal);
    }

    /// <summary>A short hint does not make the tries of the sweep more frequent than without one.</summary>
    private DateTimeOffset? AtLeastAMinute(DateTimeOffset? hint)
    {
        var minute = time.GetUtcNow().AddMinutes(1);
        return hint < minute ? minute : hint;
    }

    /// <returns>The code of the failure, null if there is none, with the last answer.</returns>
    private async Task<(string? Code, WebhookAnswer Answer)> TryAsync(
        ResiliencePipeline<WebhookAnswer> pipeline, Func<CancellationToken, ValueTask<WebhookAnswer>> post,
        CancellationToken cancellation)
    {
        try
        {
            var answer = await pipeline.ExecuteAsync(post, cancellation);
            return (answer.IsStored ? null : answer.Code, answer);
        }
        catch (BrokenCircuitException)
        {
            return ("webhook.circuit-open", default);
        }
        catch (TimeoutRejectedException)
        {
            return ("webhook.timeout", default);
        }
        catch (HttpRequestException error)
        {
            return (error.InnerException is PrivateAddressException
                ? "webhook.private-address" : "webhook.unreachable", default);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<WebhookAnswer> PostAsync(
        Organisation platform, string id, byte[] body, int notices, CancellationToken cancellation)
    {
        using var span = Tracing.DeliverySpan(ConnectorKind.Webhook, platform.Id, notices, ActivityKind.Client);
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, platform.ConnectorUrl);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation(
            "webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(
            "webhook-signature", WebhookSignature.Header(platform, id, now, body, now));
        if (span is not null) request.Headers.TryAddWithoutValidation("traceparent", span.Id);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        span?.SetTag("http.response.status_code", (int)response.StatusCode);
        return WebhookAnswer.Of(response, now);
    }

    private ResiliencePipeline<WebhookAnswer> Pipeline()
    {
        static bool IsTransient(Outcome<WebhookAnswer> outcome) =>
            outcome.Exception is HttpRequestException { InnerException: not PrivateAddressException }
                or TimeoutRejectedException
            || (outcome.Exception is null && outcome.Result.IsTransient);

        var builder = new ResiliencePipelineBuilder<WebhookAnswer>();
        if (options.Attempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions<WebhookAnswer>
            {
                MaxRetryAttempts = options.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.Pause,
                MaxDelay = TimeSpan.FromMinutes(1),
                DelayGenerator = args => ValueTask.FromResult(
                    args.Outcome.Exception is null ? args.Outcome.Result.RetryAfter : null),
                ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)),
            });
        }
        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<WebhookAnswer>
            {
                FailureRatio = 0.9,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = Break,
                ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)),
            })
            .AddTimeout(options.Timeout)
            .Build();
    }
}
