using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Why a target is shared with others who have nothing to do with the claim.</summary>
[JsonConverter(typeof(KebabEnumConverter<SharedTarget>))]
public enum SharedTarget
{
    /// <summary>A URL that names a whole host: its path is <c>/</c>, without a query.</summary>
    WholeDomain,
    /// <summary>A public suffix, or the root of a hosting service, such as <c>github.io</c>.</summary>
    HostingRoot,
    /// <summary>A host of a content delivery network.</summary>
    CdnHost,
    /// <summary>An IP address of a content delivery network.</summary>
    CdnAddress,
    /// <summary>Any other IP address.</summary>
    Address,
}

/// <summary>Where the confirmation of a notice stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<ConfirmationStatus>))]
public enum ConfirmationStatus
{
    /// <summary>The notice is not sent, and no deadline runs.</summary>
    Waiting,
    /// <summary>A second person confirmed it, and it was sent.</summary>
    Confirmed,
    /// <summary>The claimant withdrew the notice instead.</summary>
    Withdrawn,
}

/// <summary>Who did something for an organisation.</summary>
public sealed record ActorView
{
    /// <summary>The key, or the sign-in.</summary>
    public Guid? KeyId { get; init; }
    /// <summary>The person of the key; absent for a key of the organisation itself.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>Name of the person at that time.</summary>
    public string? Person { get; init; }
}

/// <summary>The confirmation of a notice whose target is shared with others.</summary>
public sealed record ConfirmationView
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>Waiting, confirmed or withdrawn.</summary>
    public required ConfirmationStatus Status { get; init; }
    /// <summary>Why a second person has to confirm it.</summary>
    public required SharedTarget Reason { get; init; }
    /// <summary>The target in canonical form; only in the list of what waits.</summary>
    public string? CanonicalUrl { get; init; }
    /// <summary>The platform that gets it.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>When the notice was accepted.</summary>
    public required DateTimeOffset HeldAt { get; init; }
    /// <summary>Who submitted it.</summary>
    public required ActorView SubmittedBy { get; init; }
    /// <summary>When it was confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
    /// <summary>Who confirmed it.</summary>
    public ActorView? ConfirmedBy { get; init; }
}

/// <summary>Body of <c>POST /v1/confirmations</c>.</summary>
public sealed record ConfirmationsInput
{
    /// <summary>The notices, at most 1,000.</summary>
    public IReadOnlyList<Guid>? NoticeIds { get; init; }
}

/// <summary>What became of each notice, in the order of the request.</summary>
public sealed record ConfirmationsView
{
    /// <summary>The results.</summary>
    public required IReadOnlyList<ConfirmationResult> Results { get; init; }
}

/// <summary>What became of one notice that was to be confirmed.</summary>
public sealed record ConfirmationResult
{
    /// <summary>The notice named in the request.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>Whether it is confirmed now.</summary>
    public required bool Confirmed { get; init; }
    /// <summary>Stable code of the refusal.</summary>
    public string? Code { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public string? Message { get; init; }
}
