namespace Takedown.Contracts;

/// <summary>What is known of an item before it is sent: in the results of a dry run only.</summary>
public sealed record PreflightView
{
    /// <summary>The platform that would get it.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public required string PlatformName { get; init; }
    /// <summary>The regime of the validation.</summary>
    public required string Regime { get; init; }
    /// <summary>Version of the regime, by which the item was checked.</summary>
    public required int RegimeVersion { get; init; }
    /// <summary>
    /// The elements that the regime requires of this item, by its right and its mode, as in <c>GET /v1/regimes</c>.
    /// </summary>
    public required IReadOnlyList<string> Required { get; init; }
    /// <summary>True if the platform gets it only when all its files of evidence are stored.</summary>
    public bool? FilesFirst { get; init; }
    /// <summary>
    /// Reasons for which the platform refused notices about the same type of work in the same mode in the last 90 days,
    /// the most frequent first.
    /// </summary>
    public required IReadOnlyList<RefusalCount> Refusals { get; init; }
    /// <summary>Your notice about the same target and work that is open, or bars another.</summary>
    public KnownNotice? Known { get; init; }
    /// <summary>The entry of your own list of what is never claimed that covers it.</summary>
    public NeverTouchEntry? NeverTouch { get; init; }
    /// <summary>Why a second person would have to confirm it.</summary>
    public SharedTarget? Confirmation { get; init; }
    /// <summary>The policy that would be kept on the notice; absent for an item that is refused.</summary>
    public string? Policy { get; init; }
    /// <summary>Version of the policy.</summary>
    public int? PolicyVersion { get; init; }
    /// <summary>Priority that it would have.</summary>
    public Tier? Tier { get; init; }
    /// <summary>The due times if it were delivered now.</summary>
    public DeadlinesView? Deadlines { get; init; }
}

/// <summary>How often a platform refused for one reason.</summary>
public sealed record RefusalCount
{
    /// <summary>A code of <c>GET /v1/reason-codes</c>.</summary>
    public required string Code { get; init; }
    /// <summary>Refusals of your own notices.</summary>
    public required long Yours { get; init; }
    /// <summary>Refusals of all notices, yours included.</summary>
    public required long All { get; init; }
}

/// <summary>A notice of the same claimant about the same target and work.</summary>
public sealed record KnownNotice
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>Whether it bars another after a counter-notice; otherwise it is open.</summary>
    public required bool Barred { get; init; }
}
