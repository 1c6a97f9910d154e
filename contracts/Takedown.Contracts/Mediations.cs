using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Body of <c>POST /v1/notices/{id}/mediation</c>: a refusal is put before a mediating body.</summary>
public sealed record MediationInput
{
    /// <summary>Name of the mediating body, such as an association; at most 200 characters.</summary>
    public string? Body { get; init; }
    /// <summary>Its reference of the matter, at most 200 characters.</summary>
    public string? Reference { get; init; }
    /// <summary>When it was put before the body; not in the future and not before the notice.</summary>
    public DateTimeOffset? FiledAt { get; init; }
    /// <summary>The document that shows it, as evidence.</summary>
    public Evidence? Document { get; init; }
}

/// <summary>How a mediation ended.</summary>
[JsonConverter(typeof(KebabEnumConverter<MediationOutcome>))]
public enum MediationOutcome
{
    /// <summary>The platform is to take a measure; the notice waits for it as after a dispute.</summary>
    MeasureAgreed,
    /// <summary>The claimant gives its claim up: the refusal stands and the notice is closed.</summary>
    ClaimGivenUp,
    /// <summary>There is no agreement: everything is as before.</summary>
    Failed,
}

/// <summary>Body of <c>POST /v1/notices/{id}/mediation-outcome</c>.</summary>
public sealed record MediationOutcomeInput
{
    /// <summary>How it ended. Only the claimant can give its claim up.</summary>
    public MediationOutcome? Outcome { get; init; }
    /// <summary>When; not in the future and not before it began. Default: now.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>The agreement or record, as evidence; required unless it failed.</summary>
    public Evidence? Document { get; init; }
}

/// <summary>The mediation about a refused notice.</summary>
public sealed record MediationView
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>State of the notice.</summary>
    public required NoticeState State { get; init; }
    /// <summary>The side that began it: <c>claimant</c> or <c>platform</c>.</summary>
    public required OrganisationKind FiledBy { get; init; }
    /// <summary>The mediating body.</summary>
    public required string Body { get; init; }
    /// <summary>Its reference of the matter.</summary>
    public string? Reference { get; init; }
    /// <summary>When it was put before the body.</summary>
    public required DateTimeOffset FiledAt { get; init; }
    /// <summary>The document that shows it.</summary>
    public required Evidence Document { get; init; }
    /// <summary>When it was recorded here; its time runs from then.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
    /// <summary>Until when an outcome can be recorded; absent once the mediation is over.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>How it ended; absent while it runs, and where it ended without an outcome.</summary>
    public MediationOutcome? Outcome { get; init; }
    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>The side that recorded the outcome.</summary>
    public OrganisationKind? EndedBy { get; init; }
    /// <summary>The agreement or record.</summary>
    public Evidence? Agreement { get; init; }
}
