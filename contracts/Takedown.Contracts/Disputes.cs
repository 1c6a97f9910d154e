namespace Takedown.Contracts;

/// <summary>Body of <c>POST /v1/notices/{id}/dispute</c>: why a refusal is wrong.</summary>
public sealed record DisputeInput
{
    /// <summary>
    /// The argument, 4 to 5,000 characters; something that the notice did not say, unless there is new evidence.
    /// </summary>
    public string? Explanation { get; init; }
    /// <summary>Evidence that the notice did not name, at most 50 entries.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
}

/// <summary>A dispute of a refusal.</summary>
public sealed record DisputeView
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>State of the notice: <c>disputed</c> until the platform has decided again.</summary>
    public required NoticeState State { get; init; }
    /// <summary>When it was filed.</summary>
    public required DateTimeOffset FiledAt { get; init; }
    /// <summary>The refusal that is disputed.</summary>
    public required Reason Refusal { get; init; }
    /// <summary>The argument.</summary>
    public string? Explanation { get; init; }
    /// <summary>The new evidence.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
    /// <summary>Until when the platform decides again.</summary>
    public DateTimeOffset? ReviewDue { get; init; }
}
