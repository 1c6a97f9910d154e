using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>What is decided about a notice of the public record.</summary>
[JsonConverter(typeof(KebabEnumConverter<RecordDecisionKind>))]
public enum RecordDecisionKind
{
    /// <summary>The notice is hidden; its address says why. Needs the approval of a second person.</summary>
    Hide,
    /// <summary>A hidden notice is shown again. Needs the approval of a second person.</summary>
    Show,
    /// <summary>A field is wrong and has another value from now on.</summary>
    Correct,
    /// <summary>A field is left out from now on.</summary>
    Redact,
    /// <summary>A text of the accused or of the platform is shown beside the notice.</summary>
    Reply,
}

/// <summary>Whose reply is shown beside a notice.</summary>
[JsonConverter(typeof(KebabEnumConverter<ReplyAuthor>))]
public enum ReplyAuthor
{
    /// <summary>Who is said to have infringed.</summary>
    Accused,
    /// <summary>The platform.</summary>
    Platform,
}

/// <summary>Why something is changed in the public record; published.</summary>
[JsonConverter(typeof(KebabEnumConverter<RecordGround>))]
public enum RecordGround
{
    /// <summary>A court or an authority ordered it.</summary>
    AuthorityOrder,
    /// <summary>It shows data of a person.</summary>
    PersonalData,
    /// <summary>The notice was wrong.</summary>
    WrongNotice,
    /// <summary>What is published is a mistake.</summary>
    Mistake,
    /// <summary>It would do harm, such as leading to what must not be found.</summary>
    Harm,
    /// <summary>The ground for it is gone.</summary>
    Lapsed,
}

/// <summary>Body of <c>POST /v1/transparency/notices/{id}/decisions</c>.</summary>
public sealed record RecordDecisionInput
{
    /// <summary>What is decided.</summary>
    public RecordDecisionKind? Kind { get; set; }
    /// <summary>Why; published. Not for a reply.</summary>
    public RecordGround? Ground { get; set; }
    /// <summary>What the second person and later readers among those who decide should know, at most 2,000 characters.
    /// </summary>
    public string? Note { get; set; }
    /// <summary>
    /// correct, redact: the field: <c>workTitle</c>, <c>registrationNo</c>; redact also <c>claimant</c>,
    /// <c>host</c>, <c>target</c>, <c>reason</c>.
    /// </summary>
    public string? Field { get; set; }
    /// <summary>correct: the right value, at most 500 characters.</summary>
    public string? Value { get; set; }
    /// <summary>reply: what is shown, at most 2,000 characters.</summary>
    public string? Text { get; set; }
    /// <summary>reply: whose text it is.</summary>
    public ReplyAuthor? Author { get; set; }
    /// <summary>The request for correction that this decision grants.</summary>
    public Guid? CorrectionId { get; set; }
}

/// <summary>A decision about a notice of the public record, as those who decide read it.</summary>
public sealed record RecordDecisionView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }
    /// <summary>What is decided.</summary>
    public required RecordDecisionKind Kind { get; init; }
    /// <summary>proposed until a second person approves or refuses it; approved: it is in force.</summary>
    public required PublicationStatus Status { get; init; }
    /// <summary>Why.</summary>
    public RecordGround? Ground { get; init; }
    /// <summary>What only those who decide read.</summary>
    public string? Note { get; init; }
    /// <summary>The field.</summary>
    public string? Field { get; init; }
    /// <summary>The value of the field before, which is no longer public.</summary>
    public string? Original { get; init; }
    /// <summary>The right value.</summary>
    public string? Value { get; init; }
    /// <summary>The text shown beside the notice.</summary>
    public string? Text { get; init; }
    /// <summary>Whose text it is.</summary>
    public ReplyAuthor? Author { get; init; }
    /// <summary>The organisation that decides: the operator or a regulator.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>Its name.</summary>
    public string? OrganisationName { get; init; }
    /// <summary>The request for correction that it grants.</summary>
    public Guid? CorrectionId { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Who made it.</summary>
    public string? By { get; init; }
    /// <summary>When a second person approved or refused it.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
    /// <summary>Who that was.</summary>
    public string? DecidedBy { get; init; }
    /// <summary>Reason of a refusal.</summary>
    public string? Reason { get; init; }
}
