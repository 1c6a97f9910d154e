using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>How an appeal was decided.</summary>
[JsonConverter(typeof(KebabEnumConverter<AppealOutcome>))]
public enum AppealOutcome
{
    /// <summary>It was right: what it is about no longer counts.</summary>
    Upheld,
    /// <summary>Everything stays as it was.</summary>
    Dismissed,
}

/// <summary>Body of <c>POST /v1/accountability/appeals</c>: by the organisation whose score it is.</summary>
public sealed record ScoreAppealInput
{
    /// <summary>The part of the score. Absent: every part behind which the notices are.</summary>
    public ScorePart? Part { get; init; }
    /// <summary>
    /// The notices, at most 100. Absent: those of the part, as its list gives them newest first, at most 100.
    /// </summary>
    public IReadOnlyList<Guid>? Notices { get; init; }
    /// <summary>Why they should not count, at most 4,000 characters; required.</summary>
    public string? Text { get; init; }
}

/// <summary>Body of the decision about an appeal.</summary>
public sealed record AppealDecisionInput
{
    /// <summary>The outcome; required.</summary>
    public AppealOutcome? Outcome { get; init; }
    /// <summary>The reasons, which everybody reads who reads the appeal, at most 4,000 characters; required.</summary>
    public string? Text { get; init; }
}

/// <summary>A decision about an appeal.</summary>
public sealed record AppealDecision
{
    /// <summary>The outcome.</summary>
    public required AppealOutcome Outcome { get; init; }
    /// <summary>The reasons.</summary>
    public required string Text { get; init; }
    /// <summary>The organisation that decided.</summary>
    public Guid? BodyId { get; init; }
    /// <summary>The person who decided.</summary>
    public string? Person { get; init; }
    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A notice that an appeal is about.</summary>
public sealed record AppealedNotice
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>The part of the score.</summary>
    public required ScorePart Part { get; init; }
    /// <summary><c>true</c> once it is out of the score; otherwise absent.</summary>
    public bool? Excluded { get; init; }
}

/// <summary>An appeal of an organisation against its score.</summary>
public sealed record ScoreAppealView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The organisation whose score it is.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>Its name.</summary>
    public string? OrganisationName { get; init; }
    /// <summary>Its kind.</summary>
    public required OrganisationKind Kind { get; init; }
    /// <summary>The place whose regulators decide.</summary>
    public required string Region { get; init; }
    /// <summary>The part that was named.</summary>
    public ScorePart? Part { get; init; }
    /// <summary>Why the notices should not count.</summary>
    public required string Text { get; init; }
    /// <summary>The notices.</summary>
    public required IReadOnlyList<AppealedNotice> Notices { get; init; }
    /// <summary>When it was filed.</summary>
    public required DateTimeOffset FiledAt { get; init; }
    /// <summary>The person who filed it, if the key was that of a person.</summary>
    public string? FiledBy { get; init; }
    /// <summary>The decision; absent until there is one.</summary>
    public AppealDecision? Decision { get; init; }
}
