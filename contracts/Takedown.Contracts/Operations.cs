namespace Takedown.Contracts;

/// <summary>An item without a registered platform for its host.</summary>
public sealed record UnroutedItem
{
    /// <summary>The batch of the item.</summary>
    public required Guid BatchId { get; init; }
    /// <summary>Position in the batch, from 0.</summary>
    public required long Index { get; init; }
    /// <summary>The claimant that sent the item.</summary>
    public required Guid ClaimantId { get; init; }
    /// <summary>The host without a platform; null if the target has neither URL nor platform.</summary>
    public string? Host { get; init; }
    /// <summary>When the item was received.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Result of a manual retry.</summary>
public sealed record RetryView
{
    /// <summary>Number of notices queued for delivery again.</summary>
    public required long Retried { get; init; }
}

/// <summary>A message that could not be processed. It is kept until it is redriven or discarded.</summary>
public sealed record DeadLetter
{
    /// <summary>Id of the message, to redrive or discard it.</summary>
    public required string Id { get; init; }
    /// <summary>The queue of the message. A redrive returns it there.</summary>
    public required string Queue { get; init; }
    /// <summary>The error: a stable code, with the JSON pointer of a faulty field, or the message of the bus.</summary>
    public required string Reason { get; init; }
    /// <summary>When processing was abandoned.</summary>
    public DateTimeOffset? At { get; init; }
    /// <summary>Length of the body in bytes.</summary>
    public required long Bytes { get; init; }
    /// <summary>The first 4,096 bytes of the body, as text.</summary>
    public required string Body { get; init; }
}

/// <summary>Result of a redrive.</summary>
public sealed record RedriveView
{
    /// <summary>Number of messages returned to their queues.</summary>
    public required long Redriven { get; init; }
}

/// <summary>Body of <c>POST /v1/sandbox/clock</c>.</summary>
public sealed record ClockAdvance
{
    /// <summary>How far to advance the clock: forward only, at most 3,660 days in total.</summary>
    public TimeSpan? Advance { get; init; }
}

/// <summary>The clock of the sandbox.</summary>
public sealed record ClockView
{
    /// <summary>The server's time now.</summary>
    public required DateTimeOffset Now { get; init; }
    /// <summary>How far the clock is ahead of real time.</summary>
    public required TimeSpan Ahead { get; init; }
}

/// <summary>An error in the format of RFC 9457, with a stable code.</summary>
public sealed record ProblemView
{
    /// <summary>URI of the problem type.</summary>
    public string? Type { get; init; }
    /// <summary>HTTP status code.</summary>
    public int? Status { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public string? Title { get; init; }
    /// <summary>Details of this occurrence, for people.</summary>
    public string? Detail { get; init; }
    /// <summary>Stable code for programs.</summary>
    public string? Code { get; init; }
    /// <summary>Id of the request in the logs and traces.</summary>
    public string? TraceId { get; init; }
    /// <summary>With <c>limit.reached</c>: the name of the limit, as in <c>GET /v1/usage</c>.</summary>
    public string? Limit { get; init; }
    /// <summary>All errors of the input.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }
    /// <summary>For unknown columns of a table: the known ones, by the paths of their fields.</summary>
    public IReadOnlyList<string>? Known { get; init; }
    /// <summary>For unknown columns of a table: the path of an empty table.</summary>
    public string? Template { get; init; }
    /// <summary>The batch with the items stored before an error in its body.</summary>
    public Guid? BatchId { get; init; }
    /// <summary>With <c>cursor.history-changed</c>: the cursor to continue with; nothing after it is skipped.</summary>
    public string? ResumeAfter { get; init; }
    /// <summary>With <c>record.hidden</c>: why the notice is hidden, as a word.</summary>
    public string? Ground { get; init; }
    /// <summary>For <c>scope.missing</c>: the scopes that the operation needs and the key lacks.</summary>
    public IReadOnlyList<KeyScope>? Needed { get; init; }
    /// <summary>For <c>scope.missing</c>: the scopes that the key has.</summary>
    public IReadOnlyList<KeyScope>? Scopes { get; init; }
    /// <summary>For <c>forbidden</c>: the kinds of organisation that may call the operation.</summary>
    public IReadOnlyList<OrganisationKind>? NeededKinds { get; init; }
    /// <summary>For <c>forbidden</c>: the kind of organisation of the key.</summary>
    public OrganisationKind? Kind { get; init; }
}
