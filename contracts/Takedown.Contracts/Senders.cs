using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>
/// Why a claimant is slowed down. The number of its notices is none of the reasons: who sends many is not slowed down
/// for it.
/// </summary>
[JsonConverter(typeof(KebabEnumConverter<SlowdownReason>))]
public enum SlowdownReason
{
    /// <summary>Most of what it sends is rejected at its receipt.</summary>
    FaultyItems,
    /// <summary>It sends the same again and again.</summary>
    Repetition,
    /// <summary>Platforms refuse most of its notices.</summary>
    LowPrecision,
    /// <summary>Its program repeats requests without a pause, or otherwise does not work as it should.</summary>
    ProgramFault,
    /// <summary>Its key is suspected to be in other hands.</summary>
    KeyMisuse,
    /// <summary>It asked for it.</summary>
    AtItsRequest,
}

/// <summary>Body of <c>PUT /v1/senders/{id}/slowdown</c>.</summary>
public sealed record SlowdownInput
{
    /// <summary>Why; required.</summary>
    public SlowdownReason? Reason { get; init; }
    /// <summary>What the sender is told beside it, at most 2,000 characters; required.</summary>
    public string? Text { get; init; }
}

/// <summary>A slowdown in force, as the operator and the sender itself read it.</summary>
public sealed record Slowdown
{
    /// <summary>Why.</summary>
    public required SlowdownReason Reason { get; init; }
    /// <summary>What the sender is told beside it.</summary>
    public required string Text { get; init; }
    /// <summary>When it began.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>A claimant as a sender: what it sent in a period, how often that was right, and with which keys.</summary>
public sealed record SenderView
{
    /// <summary>The claimant.</summary>
    public required Guid Id { get; init; }
    /// <summary>Name of the claimant.</summary>
    public required string Name { get; init; }
    /// <summary>Batches that were received; a single notice is a batch.</summary>
    public required long Batches { get; init; }
    /// <summary>Items of these batches.</summary>
    public required long Received { get; init; }
    /// <summary>Items that became notices.</summary>
    public required long Accepted { get; init; }
    /// <summary>Items that were duplicates of open notices.</summary>
    public required long Duplicates { get; init; }
    /// <summary>Items that were rejected at their receipt.</summary>
    public required long Rejected { get; init; }
    /// <summary>When the last batch of the period was received.</summary>
    public DateTimeOffset? LastBatchAt { get; init; }
    /// <summary>
    /// How often its notices were right, by what became of them in the period; absent where nothing did.
    /// </summary>
    public NotifierAccuracy? Accuracy { get; init; }
    /// <summary>Last use, to the minute, of a key of the organisation itself, as programs have it.</summary>
    public DateTimeOffset? OrganisationKeyUsedAt { get; init; }
    /// <summary>Last use, to the minute, of a key of one of its people.</summary>
    public DateTimeOffset? PersonKeyUsedAt { get; init; }
    /// <summary>The slowdown in force; absent if there is none.</summary>
    public Slowdown? Slowdown { get; init; }
}
