using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>Subscriptions of a claimant or a regulator: its events are posted to a URL.</summary>
public sealed class SubscriptionsApi
{
    private readonly ApiConnection wire;

    internal SubscriptionsApi(ApiConnection wire) => this.wire = wire;

    /// <summary>Subscribes. The answer has the secret that signs the posts; it is given only here.</summary>
    /// <param name="subscription">URL, types of events and where to begin.</param>
    /// <param name="idempotencyKey">The same key again has the same answer, with the secret.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<SubscriptionView> AddAsync(
        SubscriptionInput subscription, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        wire.SendAsync(
            ApiRequest.Of(
                HttpMethod.Post, "/v1/subscriptions", subscription, ApiConnection.Json.SubscriptionInput) with
            {
                Headers = idempotencyKey is null ? [] : [("Idempotency-Key", idempotencyKey)],
                IsIdempotent = idempotencyKey is not null,
            },
            ApiConnection.Json.SubscriptionView, cancellation);

    /// <summary>A page of the subscriptions, oldest first.</summary>
    public Task<Page<SubscriptionView>> ListAsync(
        string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path("/v1/subscriptions", ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageSubscriptionView, cancellation);

    /// <summary>One subscription, with its failures and the next attempt.</summary>
    public Task<SubscriptionView> GetAsync(Guid id, CancellationToken cancellation = default) =>
        wire.GetAsync($"/v1/subscriptions/{id}", ApiConnection.Json.SubscriptionView, cancellation);

    /// <summary>Changes, pauses or continues a subscription; what is not given stays.</summary>
    public Task<SubscriptionView> ChangeAsync(
        Guid id, SubscriptionInput change, CancellationToken cancellation = default) =>
        wire.SendAsync(
            HttpMethod.Patch, $"/v1/subscriptions/{id}", change,
            ApiConnection.Json.SubscriptionInput, ApiConnection.Json.SubscriptionView, cancellation);

    /// <summary>Ends a subscription.</summary>
    public Task DeleteAsync(Guid id, CancellationToken cancellation = default) =>
        wire.DeleteAsync($"/v1/subscriptions/{id}", cancellation);

    /// <summary>A new secret; the former one signs too for a day.</summary>
    public Task<SecretCreated> RotateSecretAsync(Guid id, CancellationToken cancellation = default) =>
        wire.PostAsync($"/v1/subscriptions/{id}/secret", ApiConnection.Json.SecretCreated, cancellation);

    /// <summary>Has a test message posted; the answer says what became of it.</summary>
    public Task<WebhookTestResult> TestAsync(Guid id, CancellationToken cancellation = default) =>
        wire.PostAsync($"/v1/subscriptions/{id}/test", ApiConnection.Json.WebhookTestResult, cancellation);

    /// <summary>A page of the messages to a subscription, newest first.</summary>
    public Task<Page<EventDelivery>> ListDeliveriesAsync(
        Guid id, string? after = null, int? limit = null, CancellationToken cancellation = default) =>
        wire.GetAsync(
            ApiConnection.Path($"/v1/subscriptions/{id}/deliveries", ("after", after), ("limit", limit.Text())),
            ApiConnection.Json.PageEventDelivery, cancellation);

    /// <summary>Has a message posted once more, or now instead of after its pause.</summary>
    public Task<EventDelivery> RedeliverAsync(Guid id, Guid deliveryId, CancellationToken cancellation = default) =>
        wire.PostAsync(
            $"/v1/subscriptions/{id}/deliveries/{deliveryId}/redelivery", ApiConnection.Json.EventDelivery,
            cancellation);
}
