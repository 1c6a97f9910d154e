using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>
/// A subscription to the caller's events: an absent field keeps its value in a change; <c>events</c> and
/// <c>description</c> are cleared by null.
/// </summary>
public sealed record SubscriptionInput : PatchInput
{
    /// <summary>The https URL that the events are posted to, at most 2,000 characters. Required on creation.</summary>
    public string? Url { get; set => field = Given(value, "/url"); }
    /// <summary>Types of events, as in <c>GET /v1/events</c>. Default: all.</summary>
    public IReadOnlyList<string>? Events { get; set => field = Given(value, "/events"); }
    /// <summary>What it is for, at most 300 characters.</summary>
    public string? Description { get; set => field = Given(value, "/description"); }
    /// <summary>
    /// Whether events are posted. <c>true</c> again after a pause continues where it stopped. Default: true.
    /// </summary>
    public bool? Active { get; set => field = Given(value, "/active"); }
    /// <summary>
    /// On creation only: the cursor of <c>GET /v1/events</c> after which it begins; 0 for the first event. Default:
    /// what happens from now on.
    /// </summary>
    public string? After { get; set => field = Given(value, "/after"); }
}

/// <summary>A subscription to events.</summary>
public sealed record SubscriptionView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The URL that the events are posted to.</summary>
    public required string Url { get; init; }
    /// <summary>Types of events; absent for all.</summary>
    public IReadOnlyList<string>? Events { get; init; }
    /// <summary>What it is for.</summary>
    public string? Description { get; init; }
    /// <summary>Whether events are posted.</summary>
    public required bool Active { get; init; }
    /// <summary>When the server ended the posts; absent if it did not.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
    /// <summary>
    /// Why the server ended them: <c>webhook.status-410</c>, or <c>webhook.failing</c> after five days without a
    /// success.
    /// </summary>
    public string? DisabledCode { get; init; }
    /// <summary>Failed attempts since the last success; each includes several tries.</summary>
    public required int Failures { get; init; }
    /// <summary>When the first of them failed.</summary>
    public DateTimeOffset? FailingSince { get; init; }
    /// <summary>Stable code of the last failure, such as <c>webhook.timeout</c>.</summary>
    public string? Code { get; init; }
    /// <summary>When the next attempt follows.</summary>
    public DateTimeOffset? NextAt { get; init; }
    /// <summary>The cursor of the last event that was put into a delivery.</summary>
    public required string Cursor { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>The secret that signs the posts; shown only in the answer that makes it.</summary>
    public string? Secret { get; init; }
}

/// <summary>Status of a delivery of events.</summary>
[JsonConverter(typeof(KebabEnumConverter<EventDeliveryStatus>))]
public enum EventDeliveryStatus
{
    /// <summary>It waits for its first attempt.</summary>
    Pending,
    /// <summary>It failed and is tried again.</summary>
    Failing,
    /// <summary>The endpoint answered 2xx.</summary>
    Delivered,
}

/// <summary>One post of events to a subscription.</summary>
public sealed record EventDelivery
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The <c>webhook-id</c>: the same for every repetition.</summary>
    public required string MessageId { get; init; }
    /// <summary>Its status.</summary>
    public required EventDeliveryStatus Status { get; init; }
    /// <summary>Number of events.</summary>
    public required int Events { get; init; }
    /// <summary>The cursor after which its events begin.</summary>
    public required string After { get; init; }
    /// <summary>The cursor of its last event.</summary>
    public required string Cursor { get; init; }
    /// <summary>Attempts so far; each includes several tries.</summary>
    public required int Attempts { get; init; }
    /// <summary>Stable code of the failure of the last attempt; absent after a success.</summary>
    public string? Code { get; init; }
    /// <summary>When it was last tried.</summary>
    public DateTimeOffset? LastAt { get; init; }
    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? NextAt { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When the endpoint first answered 2xx.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }
}

/// <summary>What is posted to a subscription: events of the feed in its order, at most 1 MB.</summary>
public sealed record WebhookEvents
{
    /// <summary>Always <c>events.recorded</c>.</summary>
    public required string Type { get; init; }
    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>
    /// The events, as in <c>GET /v1/events</c>. A repeated delivery has the same events; <c>cursor</c> identifies each.
    /// </summary>
    public required IReadOnlyList<FeedItem> Data { get; init; }
}

/// <summary>What is posted to a subscription as a test.</summary>
public sealed record WebhookSubscriptionTest
{
    /// <summary>Always <c>subscription.test</c>.</summary>
    public required string Type { get; init; }
    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>Which subscription it is.</summary>
    public required SubscriptionTestData Data { get; init; }
}

/// <summary>Content of a test of a subscription.</summary>
public sealed record SubscriptionTestData
{
    /// <summary>The subscription.</summary>
    public required Guid SubscriptionId { get; init; }
}
