using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Kind of a dated entry of the cooperation of bodies.</summary>
[JsonConverter(typeof(KebabEnumConverter<MeetingKind>))]
public enum MeetingKind
{
    /// <summary>A meeting on a supervised case (专题研商).</summary>
    CaseMeeting,
    /// <summary>An inspection by a supervising body (督导检查).</summary>
    Inspection,
    /// <summary>A joint meeting of bodies (联席会议).</summary>
    JointMeeting,
    /// <summary>A consultation on a case (案件咨询).</summary>
    Consultation,
    /// <summary>A clue told to another body (线索通报).</summary>
    ClueNotice,
}

/// <summary>Body of <c>POST /v1/meetings</c>.</summary>
public sealed record MeetingInput
{
    /// <summary>Kind of the entry.</summary>
    public MeetingKind? Kind { get; set; }
    /// <summary>The day; not in the future.</summary>
    public DateOnly? Date { get; set; }
    /// <summary>What was discussed, found or agreed, at most 20,000 characters.</summary>
    public string? Text { get; set; }
    /// <summary>Other bodies that took part, at most 20.</summary>
    public IReadOnlyList<Guid>? Bodies { get; set; }
    /// <summary>The supervision that it is about.</summary>
    public Guid? SupervisionId { get; set; }
    /// <summary>The case that it is about.</summary>
    public Guid? CaseId { get; set; }
    /// <summary>Inspection: the region that was inspected. Default: that of the body.</summary>
    public string? Region { get; set; }
    /// <summary>Inspection: the platform that was inspected.</summary>
    public Guid? PlatformId { get; set; }
    /// <summary>Inspection: whether it is a key region (重点地区).</summary>
    public bool? KeyRegion { get; set; }
    /// <summary>Inspection: whether it is a key company (重点企业).</summary>
    public bool? KeyCompany { get; set; }
}

/// <summary>A dated entry of the cooperation of bodies.</summary>
public sealed record MeetingView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Kind of the entry.</summary>
    public required MeetingKind Kind { get; init; }
    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }
    /// <summary>What was discussed, found or agreed.</summary>
    public required string Text { get; init; }
    /// <summary>The body that entered it.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>Other bodies that took part.</summary>
    public required IReadOnlyList<Guid> Bodies { get; init; }
    /// <summary>The supervision that it is about.</summary>
    public Guid? SupervisionId { get; init; }
    /// <summary>The case that it is about.</summary>
    public Guid? CaseId { get; init; }
    /// <summary>The region that was inspected, or that of the body.</summary>
    public required string Region { get; init; }
    /// <summary>Inspection: the platform that was inspected.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>Inspection: whether it is a key region (重点地区).</summary>
    public bool KeyRegion { get; init; }
    /// <summary>Inspection: whether it is a key company (重点企业).</summary>
    public bool KeyCompany { get; init; }
    /// <summary>The person that acted.</summary>
    public required string Person { get; init; }
    /// <summary>When it was entered.</summary>
    public required DateTimeOffset At { get; init; }
}
