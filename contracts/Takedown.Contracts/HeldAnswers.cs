using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>State of held answers.</summary>
[JsonConverter(typeof(KebabEnumConverter<HeldStatus>))]
public enum HeldStatus
{
    /// <summary>They go out when they are due and can be taken back until then.</summary>
    Held,
    /// <summary>They are being given.</summary>
    Running,
    /// <summary>They were given; each has its result.</summary>
    Done,
    /// <summary>All were taken back.</summary>
    Undone,
    /// <summary>None was given; the code says why.</summary>
    NotRun,
}

/// <summary>State of one held answer.</summary>
[JsonConverter(typeof(KebabEnumConverter<HeldRowStatus>))]
public enum HeldRowStatus
{
    /// <summary>Not given yet.</summary>
    Held,
    /// <summary>Taken back.</summary>
    Undone,
    /// <summary>Given; it changed the notice or the account action.</summary>
    Applied,
    /// <summary>Given; it states what is already recorded.</summary>
    Unchanged,
    /// <summary>Not allowed. Nothing changed.</summary>
    Refused,
    /// <summary>Not given, because none was.</summary>
    NotRun,
}

/// <summary>
/// Body of <c>POST /v1/held-answers</c>: one answer to up to 10,000 notices or account actions.
/// </summary>
public sealed record HeldAnswersInput
{
    /// <summary>The notices; or else the account actions are given.</summary>
    public IReadOnlyList<Guid>? NoticeIds { get; set; }
    /// <summary>The account actions.</summary>
    public IReadOnlyList<Guid>? AccountActionIds { get; set; }
    /// <summary>Kind of response.</summary>
    public ResponseKind? Response { get; set; }
    /// <summary>Required with <c>action-taken</c> about notices.</summary>
    public Measure? Measure { get; set; }
    /// <summary>Required with <c>rejected</c> and <c>information-requested</c>.</summary>
    public Reason? Reason { get; set; }
    /// <summary>Whether it corrects the answer before, as in a response.</summary>
    public bool? Corrects { get; set; }
    /// <summary>Whether it settles the notices of other claimants too, as in a response.</summary>
    public bool? SettlesOthers { get; set; }
    /// <summary>Required with <c>assessed</c>.</summary>
    public Finding? Finding { get; set; }
    /// <summary>How long they can be taken back, 5 to 300. Default: 20.</summary>
    public int? Seconds { get; set; }
}

/// <summary>Body of <c>POST /v1/held-answers/{id}/undo</c>.</summary>
public sealed record UndoInput
{
    /// <summary>The notices or account actions whose answer is taken back. Default: all.</summary>
    public IReadOnlyList<Guid>? Ids { get; set; }
}

/// <summary>Held answers.</summary>
public sealed record HeldAnswersView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Whether they are about account actions instead of notices.</summary>
    public bool? AccountActions { get; init; }
    /// <summary>Their state.</summary>
    public required HeldStatus Status { get; init; }
    /// <summary>Kind of response.</summary>
    public required ResponseKind Response { get; init; }
    /// <summary>The measure.</summary>
    public Measure? Measure { get; init; }
    /// <summary>The reason.</summary>
    public Reason? Reason { get; init; }
    /// <summary>When they were handed in.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>When they go out.</summary>
    public required DateTimeOffset DueAt { get; init; }
    /// <summary>When they were given or taken back. They are kept for a day from then.</summary>
    public DateTimeOffset? DoneAt { get; init; }
    /// <summary>How many answers.</summary>
    public required int Total { get; init; }
    /// <summary>How many of them were taken back.</summary>
    public required int Undone { get; init; }
    /// <summary>How many were applied.</summary>
    public int? Applied { get; init; }
    /// <summary>How many stated what was already recorded.</summary>
    public int? Unchanged { get; init; }
    /// <summary>How many were refused.</summary>
    public int? Refused { get; init; }
    /// <summary>Stable code of why none was given, such as <c>held.key</c>.</summary>
    public string? Code { get; init; }
    /// <summary>Text for people, in the language requested by <c>Accept-Language</c>.</summary>
    public string? Message { get; init; }
}

/// <summary>One held answer.</summary>
public sealed record HeldRow
{
    /// <summary>The notice or the account action.</summary>
    public required Guid Id { get; init; }
    /// <summary>The work of the notice, or the account.</summary>
    public string? Title { get; init; }
    /// <summary>The URL of the notice.</summary>
    public string? Url { get; init; }
    /// <summary>Its state.</summary>
    public required HeldRowStatus Status { get; init; }
    /// <summary>Stable code of a refusal.</summary>
    public string? Code { get; init; }
    /// <summary>Text for people, in the language of the reader who handed them in.</summary>
    public string? Message { get; init; }
}
