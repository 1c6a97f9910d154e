using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What the timeline says about the platform's answer.</summary>
[JsonConverter(typeof(KebabEnumConverter<SilenceFinding>))]
public enum SilenceFinding
{
    /// <summary>The notice has not reached the platform yet.</summary>
    NotDelivered,
    /// <summary>The time limit still runs, or is paused by a question.</summary>
    Running,
    /// <summary>The time limit passed and the platform has not acted.</summary>
    NotActedOn,
    /// <summary>The platform acted after its time limit.</summary>
    ActedLate,
    /// <summary>The platform refused.</summary>
    Refused,
    /// <summary>The platform acted in time.</summary>
    ActedOn,
    /// <summary>No time limit applied or applies any more, such as after a withdrawal.</summary>
    Ended,
}

/// <summary>
/// The material of an administrative complaint about a notice (著作权行政投诉指南 2006; for network cases also 2005
/// 办法 art. 13). The same as a zip with a manifest by <c>Accept: application/zip</c>.
/// </summary>
public sealed record ComplaintPackage
{
    /// <summary>The application.</summary>
    public required ComplaintApplication Application { get; init; }
    /// <summary>Proof of ownership: registration and evidence of that kind.</summary>
    public required ComplaintOwnership Ownership { get; init; }
    /// <summary>Evidence of the infringement.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
    /// <summary>The notice as it was sent.</summary>
    public required NoticeView Notice { get; init; }
    /// <summary>What the platform did by the timeline.</summary>
    public required SilenceCertificate Silence { get; init; }
    /// <summary>
    /// What the applicant still adds by hand: <c>identity-document</c>, <c>signature</c>, and where it is missing
    /// <c>ownership-proof</c>, <c>address</c>, <c>power-of-attorney</c>.
    /// </summary>
    public required IReadOnlyList<string> ToAttach { get; init; }
    /// <summary>The files of the zip with their digests.</summary>
    public required IReadOnlyList<PackageFile> Files { get; init; }
}

/// <summary>The application of a complaint.</summary>
public sealed record ComplaintApplication
{
    /// <summary>The claimant, as registered.</summary>
    public required Party Applicant { get; init; }
    /// <summary>The rights holder, where it is another.</summary>
    public Party? RightsHolder { get; init; }
    /// <summary>The platform complained about.</summary>
    public required Party Respondent { get; init; }
    /// <summary>The responsible body.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Its name.</summary>
    public string? BodyName { get; init; }
    /// <summary>Date of the application.</summary>
    public required DateTimeOffset Date { get; init; }
    /// <summary>When the notice was accepted; a complaint is made within two years of the act.</summary>
    public required DateTimeOffset NoticeAt { get; init; }
    /// <summary>Where the material is.</summary>
    public required string Target { get; init; }
    /// <summary>The work.</summary>
    public Work? Work { get; init; }
    /// <summary>The facts, in Chinese, for the application form.</summary>
    public required string Facts { get; init; }
}
