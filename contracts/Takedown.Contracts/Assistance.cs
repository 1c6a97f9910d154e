using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What a body asks another one for (S0, S1, S3: 协助调查取证、提供备案信息、协助执行、线索流转).</summary>
[JsonConverter(typeof(KebabEnumConverter<AssistanceKind>))]
public enum AssistanceKind
{
    /// <summary>Help with the collection of evidence.</summary>
    Evidence,
    /// <summary>Filing data of a site; goes to a telecom body or an industry bureau.</summary>
    IcpFiling,
    /// <summary>To carry out what the asking body has no power for.</summary>
    Execution,
    /// <summary>A lead for the other body.</summary>
    Clue,
}

/// <summary>State of a request for assistance.</summary>
[JsonConverter(typeof(KebabEnumConverter<AssistanceStatus>))]
public enum AssistanceStatus
{
    /// <summary>Asked; waits for the other body.</summary>
    Asked,
    /// <summary>Accepted; the reply is being prepared.</summary>
    Accepted,
    /// <summary>Replied.</summary>
    Replied,
    /// <summary>Refused with a reason.</summary>
    Refused,
}

/// <summary>Kind of what assistance is about.</summary>
[JsonConverter(typeof(KebabEnumConverter<AssistanceSubjectKind>))]
public enum AssistanceSubjectKind
{
    /// <summary>A case.</summary>
    Case,
    /// <summary>A lead.</summary>
    Lead,
    /// <summary>A notice.</summary>
    Notice,
    /// <summary>Something described in words.</summary>
    Text,
}

/// <summary>What assistance is about.</summary>
public sealed record AssistanceSubject
{
    /// <summary>Its kind.</summary>
    public AssistanceSubjectKind? Kind { get; init; }
    /// <summary>Its id; missing for <c>text</c>.</summary>
    public Guid? Id { get; init; }
    /// <summary>
    /// In an answer: what the other body needs to know of it, without any claimant's contact. In a request, for
    /// <c>text</c>: the subject in words, at most 500 characters.
    /// </summary>
    public string? Summary { get; init; }
}

/// <summary>A request for assistance.</summary>
public sealed record AssistanceInput
{
    /// <summary>What is asked for.</summary>
    public AssistanceKind? Kind { get; init; }
    /// <summary>The body that is asked.</summary>
    public Guid? To { get; init; }
    /// <summary>What it is about.</summary>
    public AssistanceSubject? Subject { get; init; }
    /// <summary>What is wanted, at most 5,000 characters.</summary>
    public string? Text { get; init; }
    /// <summary>
    /// Until when a reply is wanted, in the future. Default: ten working days (ours, no law gives one).
    /// </summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>Whether it is on the cross-border track; always between bodies of two countries.</summary>
    public bool? CrossBorder { get; init; }
}
