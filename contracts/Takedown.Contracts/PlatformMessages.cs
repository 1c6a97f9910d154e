namespace Takedown.Contracts;

/// <summary>
/// What a pushed platform is told of a notice that it has: it was withdrawn, supplemented or disputed, is at risk, or
/// its measure has to stay or to end.
/// </summary>
public sealed record NoticeMessage
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>Its position in the inbox, as it was pushed with.</summary>
    public required long Seq { get; init; }
    /// <summary>When the event happened.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>
    /// State of the notice after the event. <c>restore-due</c>: the measure has to be ended.
    /// </summary>
    public required NoticeState State { get; init; }
    /// <summary>
    /// The deadline concerned: the one at risk, <c>act</c> after an answer, <c>review</c> after a dispute,
    /// <c>complaint</c> after a complaint, or <c>restore</c> where the measure has to end.
    /// </summary>
    public string? Deadline { get; init; }
    /// <summary>Due time of that deadline.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>The claimant's reason of a withdrawal.</summary>
    public Reason? Reason { get; init; }
    /// <summary>After an answer: all answers of the claimant so far, oldest first.</summary>
    public IReadOnlyList<Supplement>? Supplements { get; init; }
}

/// <summary>What a webhook connector posts about one notice.</summary>
public sealed record WebhookNoticeMessage
{
    /// <summary>
    /// <c>notice.withdrawn</c>, <c>notice.supplemented</c>, <c>deadline.at-risk</c>, <c>notice.disputed</c>,
    /// <c>notice.counter-noticed</c>, <c>notice.proceeding-filed</c>, <c>notice.proceeding-ended</c> or
    /// <c>notice.restore-due</c>.
    /// </summary>
    public required string Type { get; init; }
    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>The event.</summary>
    public required NoticeMessage Data { get; init; }
}

/// <summary>What a webhook connector posts about an account action.</summary>
public sealed record WebhookAccountAction
{
    /// <summary><c>account-action.requested</c> or <c>account-action.lifted</c>.</summary>
    public required string Type { get; init; }
    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>The account action, as in <c>GET /v1/account-actions</c>.</summary>
    public required AccountActionView Data { get; init; }
}

/// <summary>A request of an authority for information about a case, as the platform is told of it.</summary>
public sealed record InformationMessage
{
    /// <summary>The request, as in <c>GET /v1/information-requests/{id}</c>.</summary>
    public required Guid Id { get; init; }
    /// <summary>The body that asks.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>What is asked for.</summary>
    public required InformationRequestKind Kind { get; init; }
    /// <summary>The questions.</summary>
    public required IReadOnlyList<string> Questions { get; init; }
    /// <summary>When it was asked.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Due time of the answer.</summary>
    public required DateTimeOffset Due { get; init; }
}

/// <summary>What a webhook connector posts about a request for information.</summary>
public sealed record WebhookInformation
{
    /// <summary>Always <c>information.requested</c>.</summary>
    public required string Type { get; init; }
    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>The request.</summary>
    public required InformationMessage Data { get; init; }
}

/// <summary>A figure of the platform crossed the threshold of an authority's watch.</summary>
public sealed record WatchMessage
{
    /// <summary>Id of the crossing.</summary>
    public required Guid Id { get; init; }
    /// <summary>When it was found.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The name, the figure and the threshold in <c>text</c>.</summary>
    public required Reason Reason { get; init; }
}

/// <summary>What a webhook connector posts about a crossing.</summary>
public sealed record WebhookWatch
{
    /// <summary>Always <c>watch.crossed</c>.</summary>
    public required string Type { get; init; }
    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>The crossing.</summary>
    public required WatchMessage Data { get; init; }
}

/// <summary>What a webhook connector posts when its platform asks for a test.</summary>
public sealed record WebhookTest
{
    /// <summary>Always <c>webhook.test</c>.</summary>
    public required string Type { get; init; }
    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>Who asked for it.</summary>
    public required WebhookTestData Data { get; init; }
}

/// <summary>Content of a test.</summary>
public sealed record WebhookTestData
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
}

/// <summary>What became of a test of the webhook.</summary>
public sealed record WebhookTestResult
{
    /// <summary>Whether the endpoint answered 2xx.</summary>
    public required bool Delivered { get; init; }
    /// <summary>Stable code of the failure, such as <c>webhook.timeout</c> or <c>webhook.status-500</c>.</summary>
    public string? Code { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public string? Message { get; init; }
    /// <summary>The <c>webhook-id</c> of the request.</summary>
    public required string MessageId { get; init; }
}
