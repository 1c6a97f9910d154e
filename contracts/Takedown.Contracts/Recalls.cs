using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>State of a recall.</summary>
[JsonConverter(typeof(KebabEnumConverter<RecallState>))]
public enum RecallState
{
    /// <summary>Notices are being taken back.</summary>
    Running,
    /// <summary>Each notice has its result.</summary>
    Done,
}

/// <summary>
/// Body of <c>POST /v1/recalls</c>: takes back notices of the claimant, wherever they are. Either the notices or their
/// batch.
/// </summary>
public sealed record RecallInput
{
    /// <summary>Up to 10,000 notices.</summary>
    public IReadOnlyList<Guid>? NoticeIds { get; set; }
    /// <summary>All notices of a complete batch, of any size.</summary>
    public Guid? BatchId { get; set; }
    /// <summary>Notices among them that stay, up to 10,000.</summary>
    public IReadOnlyList<Guid>? Except { get; set; }
    /// <summary>Why, for the platforms. Up to 2,000 characters.</summary>
    public string? Reason { get; set; }
}

/// <summary>A recall. The four numbers grow while it runs; their sum is the total when it is done.</summary>
public sealed record RecallView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Its state.</summary>
    public required RecallState State { get; init; }
    /// <summary>The batch, if it was a batch.</summary>
    public Guid? BatchId { get; init; }
    /// <summary>The reason.</summary>
    public string? Reason { get; init; }
    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>When the last notice had its result.</summary>
    public DateTimeOffset? DoneAt { get; init; }
    /// <summary>Number of notices that it is about, without the excepted ones.</summary>
    public required long Total { get; init; }
    /// <summary>Notices that ended: no measure had been taken.</summary>
    public required long Withdrawn { get; init; }
    /// <summary>Notices whose measure the platform must end; its time to restore runs.</summary>
    public required long RestoreDue { get; init; }
    /// <summary>Notices that were taken back before.</summary>
    public required long Unchanged { get; init; }
    /// <summary>Notices that cannot be taken back; each result says why.</summary>
    public required long Refused { get; init; }
    /// <summary>Relative URL of the results.</summary>
    public required string ResultsUrl { get; init; }
}

/// <summary>What a recall did with one notice.</summary>
public sealed record RecallResult
{
    /// <summary>Place in the recall, from 0.</summary>
    public required long Index { get; init; }
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>Whether it changed the notice.</summary>
    public required ResponseStatus Status { get; init; }
    /// <summary>State of the notice afterwards; absent for a notice that is not the claimant's.</summary>
    public NoticeState? State { get; init; }
    /// <summary>When the platform must have restored, if it must.</summary>
    public DateTimeOffset? RestoreDue { get; init; }
    /// <summary>Stable code if it was refused.</summary>
    public string? Code { get; init; }
    /// <summary>The same in words.</summary>
    public string? Message { get; init; }
}
