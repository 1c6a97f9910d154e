using Takedown.Contracts;

namespace Takedown.Server.Notices;

/// <summary>An event of a set of notices of one claimant on one platform.</summary>
internal sealed record EventRow
{
    /// <summary>Position in the order of events.</summary>
    public Position Position { get; init; }
    public required DateTimeOffset At { get; init; }
    public required EventKind Kind { get; init; }
    /// <summary>Kind of the organisation that caused the event; null for the system.</summary>
    public OrganisationKind? ByKind { get; init; }
    /// <summary>Null for events without a claimant, such as those of account actions.</summary>
    public Guid? ClaimantId { get; init; }
    /// <summary>Region of the claimant at the acceptance of the notices.</summary>
    public string? ClaimantRegion { get; init; }
    /// <summary>The id of zeros for events of no platform, which no figure counts.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>The regulator to which all of the notices were escalated; null for events of other kinds.</summary>
    public Guid? RegulatorId { get; init; }
    public required IReadOnlyList<EventEntry> Entries { get; init; }
}

/// <summary>Position of an event, ordered by both values. <see cref="Seq"/> alone identifies the event.</summary>
internal readonly record struct Position(long Tx, long Seq);
