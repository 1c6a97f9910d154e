using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Server.Notices;

/// <summary>
/// Data of one notice or account action in an event. The JSON names are short because billions of entries are stored.
/// Nobody changes an entry: the setters are there because the serializer reads <c>init</c> properties through a
/// constructor with boxed arguments, twice as slow.
/// </summary>
internal sealed record EventEntry
{
    [JsonPropertyName("n")]
    public Guid Id { get; set; }

    [JsonPropertyName("s")]
    public NoticeState? State { get; set; }

    /// <summary>Kind of the deadline.</summary>
    [JsonPropertyName("d")]
    public DeadlineKind? Deadline { get; set; }

    [JsonPropertyName("u")]
    public DateTimeOffset? Due { get; set; }

    /// <summary>Whether the due time was provisional.</summary>
    [JsonPropertyName("p")]
    public bool Provisional { get; set; }

    /// <summary>The due time before it was computed anew or extended.</summary>
    [JsonPropertyName("v")]
    public DateTimeOffset? DueBefore { get; set; }

    /// <summary>The version of the calendar that computed it anew.</summary>
    [JsonPropertyName("cv")]
    public int? CalendarVersion { get; set; }

    [JsonPropertyName("m")]
    public Measure? Measure { get; set; }

    [JsonPropertyName("fi")]
    public Finding? Finding { get; set; }

    [JsonPropertyName("r")]
    public Reason? Reason { get; set; }

    /// <summary>Regulator that received the escalation.</summary>
    [JsonPropertyName("e")]
    public Guid? EscalatedTo { get; set; }

    /// <summary>The notice that this one replaces, or that replaces this one.</summary>
    [JsonPropertyName("ol")]
    public Guid? Other { get; set; }

    /// <summary>Status of the act deadline at the time of the answer.</summary>
    [JsonPropertyName("k")]
    public SlaStatus? Sla { get; set; }

    /// <summary>Time from delivery to answer, in milliseconds.</summary>
    [JsonPropertyName("h")]
    public long? Handling { get; set; }

    /// <summary>Whether the command resolved an open escalation.</summary>
    [JsonPropertyName("x")]
    public bool ResolvesEscalation { get; set; }

    /// <summary>Whether the breach of the answered act deadline already has its own event.</summary>
    [JsonPropertyName("b")]
    public bool BreachReported { get; set; }

    /// <summary>When a notice was made available whose push is confirmed now.</summary>
    [JsonPropertyName("w")]
    public DateTimeOffset? OfferedAt { get; set; }

    /// <summary>State by the answer that this one corrects; null for a first answer.</summary>
    [JsonPropertyName("c")]
    public NoticeState? Corrects { get; set; }

    /// <summary>Time of the answer that this one corrects.</summary>
    [JsonPropertyName("f")]
    public DateTimeOffset? CorrectsAt { get; set; }

    /// <summary>Whether the withdrawn notice had been delivered and not yet answered.</summary>
    [JsonPropertyName("o")]
    public bool WasOpen { get; set; }

    /// <summary>Work type and mode of the notice, as <c>WorkMark</c> numbers them.</summary>
    [JsonPropertyName("t")]
    public long? Topic { get; set; }

    /// <summary>The work of an account that was removed, as <c>WorkMark</c> numbers it.</summary>
    [JsonPropertyName("y")]
    public long? Uploaded { get; set; }

    /// <summary>The due time, in Unix milliseconds, of an act deadline that no longer runs.</summary>
    [JsonPropertyName("a")]
    public long? ActEnds { get; set; }

    /// <summary>The due time, in Unix milliseconds, of an act deadline that runs from now on.</summary>
    [JsonPropertyName("z")]
    public long? ActBegins { get; set; }

    /// <summary>The due time, in Unix milliseconds, whose escalation is resolved.</summary>
    [JsonPropertyName("q")]
    public long? EscalationDue { get; set; }

    /// <summary>The function of nearly all notices, which their events do not name.</summary>
    public const string UsualLine = "copyright";

    /// <summary>The function of the notice where it is not <see cref="UsualLine"/>.</summary>
    [JsonPropertyName("l")]
    public string? Line { get; set; }

    /// <summary>Region of the accused, where known.</summary>
    [JsonPropertyName("g")]
    public string? AccusedRegion { get; set; }

    /// <summary>A due time that a later version of its calendar moved.</summary>
    public static EventEntry Recomputed(Guid id, Deadline former, Deadline deadline, ActContext at) => new()
    {
        Id = id,
        Deadline = deadline.Kind,
        Due = deadline.Due,
        Provisional = deadline.Provisional is not null,
        DueBefore = former.Due,
        CalendarVersion = at.Registry.Calendars[former.Provisional!.Calendar].Version,
    };
}
