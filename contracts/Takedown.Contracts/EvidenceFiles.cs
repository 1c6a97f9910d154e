using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Whether the file of a piece of evidence is here.</summary>
[JsonConverter(typeof(KebabEnumConverter<EvidenceState>))]
public enum EvidenceState
{
    /// <summary>The notice names the file, and its sender has not stored it yet.</summary>
    Awaited,
    /// <summary>The file is stored: <c>GET /v1/evidence/{sha256}</c>.</summary>
    Stored,
}

/// <summary>A piece of evidence that a notice names, and its file.</summary>
public sealed record EvidenceView
{
    /// <summary><c>screenshot</c>, <c>ownership</c>, …, as sent.</summary>
    public string? Kind { get; init; }
    /// <summary>SHA-256 of the content, 64 hex digits in lower case; absent where only a URL was sent.</summary>
    public string? Sha256 { get; init; }
    /// <summary>URL of the content, as sent.</summary>
    public string? Url { get; init; }
    /// <summary>When the content was captured, as sent.</summary>
    public DateTimeOffset? CapturedAt { get; init; }
    /// <summary>Whether the file is stored; absent where no hash was sent.</summary>
    public EvidenceState? State { get; init; }
    /// <summary>Length of the stored file in bytes.</summary>
    public long? Length { get; init; }
    /// <summary>Media type of the stored file.</summary>
    public string? MediaType { get; init; }
}

/// <summary>A stored file of evidence.</summary>
public sealed record EvidenceFile
{
    /// <summary>SHA-256 of the content, 64 hex digits in lower case.</summary>
    public required string Sha256 { get; init; }
    /// <summary>Length in bytes.</summary>
    public required long Length { get; init; }
    /// <summary>Media type.</summary>
    public required string MediaType { get; init; }
    /// <summary>When your organisation stored it first.</summary>
    public required DateTimeOffset StoredAt { get; init; }
}

/// <summary>One act on a file of evidence.</summary>
public sealed record CustodyEntry
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary><c>stored</c> or <c>read</c>.</summary>
    public required string Act { get; init; }
    /// <summary>The organisation that did it.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>Kind of the organisation.</summary>
    public required OrganisationKind Kind { get; init; }
    /// <summary>
    /// The person of the key; shown to its own organisation, to regulators and to the operator. Absent for a key of the
    /// organisation.
    /// </summary>
    public string? Person { get; init; }
    /// <summary>The notice by which the file was read.</summary>
    public Guid? NoticeId { get; init; }
}
