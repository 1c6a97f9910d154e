using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What a platform is filed or licensed for.</summary>
[JsonConverter(typeof(KebabEnumConverter<PlatformFilingKind>))]
public enum PlatformFilingKind
{
    /// <summary>Filing of the site (ICP).</summary>
    Icp,
    /// <summary>Filing with the police.</summary>
    PublicSecurity,
    /// <summary>Filing of a blockchain information service.</summary>
    Blockchain,
    /// <summary>A licence.</summary>
    Licence,
    /// <summary>Another one.</summary>
    Other,
}

/// <summary>A way by which a platform takes complaints.</summary>
public sealed record ComplaintChannel
{
    /// <summary>The channel.</summary>
    public ContactChannel? Channel { get; init; }
    /// <summary>The number, the address, the account or the https URL, at most 500 characters.</summary>
    public string? Value { get; init; }
    /// <summary>The last check by a regulator; not sent.</summary>
    public ChannelCheck? LastCheck { get; init; }
}

/// <summary>A check of a complaint channel.</summary>
public sealed record ChannelCheck
{
    /// <summary>When it was checked.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Whether complaints arrive by it.</summary>
    public required bool Works { get; init; }
    /// <summary>The body that checked it.</summary>
    public required string By { get; init; }
    /// <summary>The version of the profile that was checked; absent of checks before versions were noted.</summary>
    public int? Version { get; init; }
}

/// <summary>A filing or licence of a platform.</summary>
public sealed record PlatformFiling
{
    /// <summary>What it is.</summary>
    public PlatformFilingKind? Kind { get; init; }
    /// <summary>Its number, at most 200 characters.</summary>
    public string? Number { get; init; }
    /// <summary>What it is for or who gave it, at most 300 characters.</summary>
    public string? Name { get; init; }
    /// <summary>Its last day.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Somebody at a platform who is responsible for copyright.</summary>
public sealed record PlatformContact
{
    /// <summary>What for, at most 200 characters.</summary>
    public string? Role { get; init; }
    /// <summary>Name, at most 200 characters.</summary>
    public string? Name { get; init; }
    /// <summary>Phone number, at most 200 characters.</summary>
    public string? Phone { get; init; }
    /// <summary>E-mail address, at most 200 characters.</summary>
    public string? Email { get; init; }
}

/// <summary>What a regulator found when it checked a profile.</summary>
public sealed record ProfileCheckInput
{
    /// <summary>What was found, at most 2,000 characters.</summary>
    public string? Note { get; init; }
    /// <summary>Channels of the profile that were tried.</summary>
    public IReadOnlyList<ChannelCheckInput>? Channels { get; init; }
}

/// <summary>A complaint channel that was tried.</summary>
public sealed record ChannelCheckInput
{
    /// <summary>The value of a complaint channel of the profile.</summary>
    public string? Value { get; init; }
    /// <summary>Whether complaints arrive by it.</summary>
    public bool? Works { get; init; }
}

/// <summary>
/// Body of <c>PUT /v1/platforms/{id}/profile</c>: the platform writes everything but <c>check</c>, a regulator only
/// <c>check</c>.
/// </summary>
public sealed record PlatformProfileInput
{
    /// <summary>How complaints are taken, at most 20.</summary>
    public IReadOnlyList<ComplaintChannel>? ComplaintChannels { get; init; }
    /// <summary>How uploads are reviewed for copyright, at most 5,000 characters.</summary>
    public string? ReviewMechanism { get; init; }
    /// <summary>Filings and licences, at most 50.</summary>
    public IReadOnlyList<PlatformFiling>? Filings { get; init; }
    /// <summary>Contacts, at most 20.</summary>
    public IReadOnlyList<PlatformContact>? Contacts { get; init; }
    /// <summary>A check by a regulator.</summary>
    public ProfileCheckInput? Check { get; init; }
}

/// <summary>What a platform says about itself, and when a regulator last checked it.</summary>
public sealed record PlatformProfileView
{
    /// <summary>The platform.</summary>
    public required Guid PlatformId { get; init; }
    /// <summary>Name of the platform.</summary>
    public string? PlatformName { get; init; }
    /// <summary>Version, from 1; 0 while the platform has written none.</summary>
    public required int Version { get; init; }
    /// <summary>How complaints are taken, each with its last check.</summary>
    public required IReadOnlyList<ComplaintChannel> ComplaintChannels { get; init; }
    /// <summary>How uploads are reviewed for copyright.</summary>
    public string? ReviewMechanism { get; init; }
    /// <summary>Filings and licences.</summary>
    public required IReadOnlyList<PlatformFiling> Filings { get; init; }
    /// <summary>Contacts.</summary>
    public IReadOnlyList<PlatformContact>? Contacts { get; init; }
    /// <summary>When the platform wrote it last.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
    /// <summary>The body that checked it last.</summary>
    public string? CheckedBy { get; init; }
    /// <summary>When it was checked last.</summary>
    public DateTimeOffset? CheckedAt { get; init; }
    /// <summary>The version that was checked.</summary>
    public int? CheckedVersion { get; init; }
    /// <summary>What was found.</summary>
    public string? CheckNote { get; init; }
}
