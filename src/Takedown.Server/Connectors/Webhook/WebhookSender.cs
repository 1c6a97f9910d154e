using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Observability;

namespace Takedown.Server.Connectors.Webhook;

/// <summary>
/// Posts signed messages. Retries with back-off and jitter; if an endpoint keeps failing, its circuit opens, which
/// pauses only what is sent to it. Redirects are not followed, and only the status of an answer is read.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, WebhookEndpoint> endpoints = new();
    private readonly HttpClient client;
    private readonly WebhookOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<WebhookSender> log;

    public WebhookSender(
        OutboundGuard guard, TakedownOptions options, TimeProvider time, ILogger<WebhookSender> log)
    {
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

    /// <param name="target">Where it is posted to.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellation">Ends the tries.</param>
    public Task<PushResult> SendAsync(WebhookTarget target, PushMessage message, CancellationToken cancellation) =>
        SendAsync(
            target, IdOf(message), WebhookBody.Of(message.Type, time.GetUtcNow(), message.Data), 1, cancellation);

    /// <summary>The <c>webhook-id</c> of a message.</summary>
    public static string IdOf(PushMessage message) => $"msg_{message.Id:N}";

    /// <param name="target">Where it is posted to.</param>
    /// <param name="id">Its <c>webhook-id</c>.</param>
    /// <param name="body">The body.</param>
    /// <param name="count">How many entries it has, for the trace.</param>
    /// <param name="cancellation">Ends the tries.</param>
    public async Task<PushResult> SendAsync(
        WebhookTarget target, string id, byte[] body, int count, CancellationToken cancellation)
    {
        var endpoint = endpoints.AddOrUpdate(
            target.Id, _ => new(target.Url, Pipeline(), log),
            (_, known) => known.Url == target.Url ? known : new(target.Url, Pipeline(), log));
        if (endpoint.NotBefore is { } at && at > time.GetUtcNow()) return new("webhook.retry-after", at);
        // Encrypted with a key that is not configured any more; the log of the start says so.
        if (target.Secrets.Count == 0) return new("webhook.secret-unreadable", null);
        var (code, answer) = await TryAsync(
            endpoint.Pipeline, async token => await PostAsync(target, id, body, count, token), cancellation);
        endpoint.Record(target.Id, code);
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
        WebhookTarget target, string id, byte[] body, int count, CancellationToken cancellation)
    {
        using var span = Tracing.DeliverySpan(ConnectorKind.Webhook, target.Id, count, ActivityKind.Client);
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation(
            "webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(
            "webhook-signature", WebhookSignature.Header(target.Secrets, id, now, body));
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
