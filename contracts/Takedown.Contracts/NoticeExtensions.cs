namespace Takedown.Contracts;

/// <summary>Body of <c>POST /v1/notices/{id}/extension</c>: why a platform needs more time to act.</summary>
public sealed record NoticeExtensionInput
{
    /// <summary>The reason, at most 2,000 characters.</summary>
    public string? Reason { get; init; }
    /// <summary>
    /// The due time that the platform asks for: later than the present one, and not later than the policy allows.
    /// Default: the latest that the policy allows.
    /// </summary>
    public DateTimeOffset? Due { get; init; }
}

/// <summary>More time to act, which a platform was given for a notice.</summary>
public sealed record NoticeExtension
{
    /// <summary>Why the platform asked for it.</summary>
    public required string Reason { get; init; }
    /// <summary>When it was asked for and given.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Due time of the action or refusal before it.</summary>
    public required DateTimeOffset Before { get; init; }
    /// <summary>Due time after it.</summary>
    public required DateTimeOffset After { get; init; }
}
