using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Kind of a request to carriers and registries.</summary>
[JsonConverter(typeof(KebabEnumConverter<CaseRequestKind>))]
public enum CaseRequestKind
{
    /// <summary>Suspend network access (暂停网络接入).</summary>
    SuspendAccess,
    /// <summary>Close the site (关闭网站).</summary>
    CloseSite,
    /// <summary>Cancel the ICP filing (注销备案).</summary>
    CancelFiling,
    /// <summary>Revoke the telecom licence (吊销许可).</summary>
    RevokeLicence,
    /// <summary>Report a foreign site upward and block it (上报封堵).</summary>
    ReportAndBlock,
    /// <summary>Revoke another permit (吊销行政许可资质).</summary>
    RevokePermit,
}

/// <summary>State of a request.</summary>
[JsonConverter(typeof(KebabEnumConverter<CaseRequestState>))]
public enum CaseRequestState
{
    /// <summary>Before the telecom body.</summary>
    Requested,
    /// <summary>The telecom body carries it out.</summary>
    Accepted,
    /// <summary>The telecom body refused.</summary>
    Refused,
    /// <summary>Every provider confirmed.</summary>
    Executed,
    /// <summary>The measure was lifted.</summary>
    Lifted,
}

/// <summary>A request to carriers and registries.</summary>
public sealed record CaseRequestInput
{
    /// <summary>Kind of the request.</summary>
    public CaseRequestKind? Kind { get; init; }
    /// <summary>The telecom body. Default: the nearest one.</summary>
    public Guid? To { get; init; }
    /// <summary>Legal basis of the request, at most 1,000 characters.</summary>
    public string? Basis { get; init; }
    /// <summary>The site, domain or licence concerned, at most 2,000 characters.</summary>
    public string? Target { get; init; }
    /// <summary>Access providers by name or id, each of which must stop, at most 100.</summary>
    public IReadOnlyList<string>? Providers { get; init; }
    /// <summary>Finding of the copyright body or the police.</summary>
    public CaseDocument? Finding { get; init; }
    /// <summary>Opinion of the police or the culture body, required to cancel or revoke.</summary>
    public CaseDocument? Opinion { get; init; }
    /// <summary>Document of the request.</summary>
    public CaseDocument? Document { get; init; }
}

/// <summary>An access provider and its confirmation.</summary>
public sealed record ProviderConfirmation
{
    /// <summary>The provider, by name or id.</summary>
    public required string Provider { get; init; }
    /// <summary>When it confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
    /// <summary>Its confirmation.</summary>
    public CaseDocument? Proof { get; init; }
}

/// <summary>What the telecom body did with a request.</summary>
public sealed record CaseRequestAct
{
    /// <summary>The provider that confirmed. Default: all.</summary>
    public string? Provider { get; init; }
    /// <summary>Reason, required to refuse or lift.</summary>
    public string? Reason { get; init; }
    /// <summary>Proof of the execution.</summary>
    public CaseDocument? Proof { get; init; }
}

/// <summary>A request and how it went.</summary>
public sealed record CaseRequestView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Kind of what is requested.</summary>
    public required CaseRequestKind Kind { get; init; }
    /// <summary>State of the request.</summary>
    public required CaseRequestState State { get; init; }
    /// <summary>The body that decides it.</summary>
    public required Guid To { get; init; }
    /// <summary>Legal basis of it.</summary>
    public string? Basis { get; init; }
    /// <summary>What it concerns.</summary>
    public string? Target { get; init; }
    /// <summary>Access providers with their confirmations.</summary>
    public required IReadOnlyList<ProviderConfirmation> Providers { get; init; }
    /// <summary>The finding.</summary>
    public CaseDocument? Finding { get; init; }
    /// <summary>The opinion.</summary>
    public CaseDocument? Opinion { get; init; }
    /// <summary>The document of the request.</summary>
    public CaseDocument? Document { get; init; }
    /// <summary>Who requested it.</summary>
    public required CaseOfficer AskedBy { get; init; }
    /// <summary>When it was requested.</summary>
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>Who accepted or refused it.</summary>
    public CaseOfficer? DecidedBy { get; init; }
    /// <summary>When it was accepted or refused.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
    /// <summary>When all had confirmed.</summary>
    public DateTimeOffset? ExecutedAt { get; init; }
    /// <summary>When it was lifted.</summary>
    public DateTimeOffset? LiftedAt { get; init; }
    /// <summary>Why it was refused or lifted.</summary>
    public string? Reason { get; init; }
}
