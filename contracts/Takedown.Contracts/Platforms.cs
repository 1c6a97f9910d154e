using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>A registered platform, as claimants and regulators find it.</summary>
public sealed record PlatformListing
{
    /// <summary>UUIDv7; the <c>platformId</c> of a notice whose target has no URL.</summary>
    public required Guid Id { get; init; }
    /// <summary>Legal name.</summary>
    public required string Name { get; init; }
    /// <summary>Hosts whose URLs are routed to it.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }
    /// <summary>ISO 3166-1 alpha-2 country code.</summary>
    public required string Country { get; init; }
    /// <summary>Region code.</summary>
    public required string Region { get; init; }
    /// <summary>Service type, which selects policies.</summary>
    public string? ServiceType { get; init; }
    /// <summary>The regimes of which a notice to it may name one; the first is used without a name.</summary>
    public required IReadOnlyList<string> Regimes { get; init; }
    /// <summary>
    /// Codes of the policies for an ordinary notice under each of these regimes; types of works may have stricter ones.
    /// </summary>
    public required IReadOnlyList<string> Policies { get; init; }
}

/// <summary>Body of <c>POST /v1/platform-requests</c>.</summary>
public sealed record PlatformRequestInput
{
    /// <summary>The host that no registered platform has, or a URL on it.</summary>
    public string? Host { get; set; }
    /// <summary>What is known of the platform: its operator, its contacts; at most 2,000 characters.</summary>
    public string? Note { get; set; }
}

/// <summary>Body of <c>POST /v1/platform-requests/{id}/refusal</c>.</summary>
public sealed record PlatformRefusalInput
{
    /// <summary>Why the platform is not registered, 1 to 2,000 characters.</summary>
    public string? Reason { get; set; }
}

/// <summary>Status of a request to register a platform.</summary>
[JsonConverter(typeof(KebabEnumConverter<PlatformRequestStatus>))]
public enum PlatformRequestStatus
{
    /// <summary>The operator has not decided.</summary>
    Open,
    /// <summary>The platform is registered.</summary>
    Registered,
    /// <summary>The operator has refused it.</summary>
    Refused,
}

/// <summary>A claimant's request to register the platform of an unknown host.</summary>
public sealed record PlatformRequestView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The claimant.</summary>
    public required Guid ClaimantId { get; init; }
    /// <summary>The host in canonical form.</summary>
    public required string Host { get; init; }
    /// <summary>What the claimant knows.</summary>
    public string? Note { get; init; }
    /// <summary>Status of the request.</summary>
    public required PlatformRequestStatus Status { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
    /// <summary>The registered platform.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>Why it was refused.</summary>
    public string? Reason { get; init; }
}
