using Takedown.Contracts;

namespace Takedown.Server.Notices;

/// <summary>One thing that happened to a set of notices of one claimant on one platform.</summary>
internal sealed record EventRow
{
    /// <summary>Where it stands in the order of commits.</summary>
    public Position Position { get; init; }
    public required DateTimeOffset At { get; init; }
    public required EventKind Kind { get; init; }
    /// <summary>Who brought it about; null for the system.</summary>
    public OrganisationKind? ByKind { get; init; }
    /// <summary>Null where it is no claimant's business, such as an account action.</summary>
    public Guid? ClaimantId { get; init; }
    public required Guid PlatformId { get; init; }
    public required IReadOnlyList<EventEntry> Entries { get; init; }
}

/// <summary>A place in the order of events. Orders like a pair; <see cref="Seq"/> alone names the event.</summary>
internal readonly record struct Position(long Tx, long Seq);
