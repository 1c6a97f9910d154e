namespace Takedown.Contracts;

/// <summary>A notice in the public record, with personal data removed.</summary>
public sealed record TransparencyNotice
{
    /// <summary>Id of the notice.</summary>
    public required Guid Id { get; init; }
    /// <summary>Version of the notice.</summary>
    public required long Version { get; init; }
    /// <summary>State of the notice.</summary>
    public required NoticeState State { get; init; }
    /// <summary>Status of the deadline in which the platform has to act.</summary>
    public required SlaStatus Sla { get; init; }
    /// <summary>The measure taken by the platform.</summary>
    public Measure? Measure { get; init; }
    /// <summary>The regime, one of <c>GET /v1/regimes</c>.</summary>
    public required string Regime { get; init; }
    /// <summary>The right claimed, such as <c>copyright</c>.</summary>
    public required string IpType { get; init; }
    /// <summary>Priority of the notice.</summary>
    public required Tier Tier { get; init; }
    /// <summary>Type of the work.</summary>
    public string? WorkType { get; init; }
    /// <summary>Title of the work. <c>***</c> stands for what was removed.</summary>
    public string? WorkTitle { get; init; }
    /// <summary>Registration number of the work.</summary>
    public string? RegistrationNo { get; init; }
    /// <summary>Host of the target; absent for a target without a URL.</summary>
    public string? Host { get; init; }
    /// <summary>URL of the target; only with a researcher's key.</summary>
    public string? Target { get; init; }
    /// <summary>The platform.</summary>
    public required TransparencyParty Platform { get; init; }
    /// <summary>The claimant; absent where it is or may be a natural person.</summary>
    public TransparencyParty? Claimant { get; init; }
    /// <summary>Region of the platform.</summary>
    public required string Region { get; init; }
    /// <summary>When the notice was accepted.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>When the notice reached the platform.</summary>
    public required DateTimeOffset DeliveredAt { get; init; }
    /// <summary>When the platform answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>The platform's reason, without its text.</summary>
    public TransparencyReason? Reason { get; init; }
    /// <summary>Whether the notice was put before a regulator.</summary>
    public required bool Escalated { get; init; }
    /// <summary>What happened, oldest first.</summary>
    public required IReadOnlyList<TransparencyStep> History { get; init; }
    /// <summary>Replies and corrections that were released.</summary>
    public required IReadOnlyList<TransparencyStatement> Statements { get; init; }
    /// <summary>The fields of the notice that were withheld, or in which something was removed.</summary>
    public required IReadOnlyList<string> Redactions { get; init; }
    /// <summary>When it was published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }
    /// <summary>
    /// The instant as of which the record is complete; in a list it stands beside the items.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }
}
