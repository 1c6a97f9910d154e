using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Server.Notices;

/// <summary>
/// Data of one notice or account action in an event. The JSON names are short because billions of entries are stored.
/// </summary>
internal sealed record EventEntry
{
    [JsonPropertyName("n")]
    public required Guid Id { get; init; }

    [JsonPropertyName("s")]
    public NoticeState? State { get; init; }

    /// <summary>Kind of the deadline.</summary>
    [JsonPropertyName("d")]
    public DeadlineKind? Deadline { get; init; }

    [JsonPropertyName("u")]
    public DateTimeOffset? Due { get; init; }

    [JsonPropertyName("m")]
    public Measure? Measure { get; init; }

    [JsonPropertyName("r")]
    public Reason? Reason { get; init; }

    /// <summary>Regulator that received the escalation.</summary>
    [JsonPropertyName("e")]
    public Guid? EscalatedTo { get; init; }

    /// <summary>Status of the act deadline at the time of the answer.</summary>
    [JsonPropertyName("k")]
    public SlaStatus? Sla { get; init; }

    /// <summary>Time from delivery to answer, in milliseconds.</summary>
    [JsonPropertyName("h")]
    public long? Handling { get; init; }

    /// <summary>Whether the command resolved an open escalation.</summary>
    [JsonPropertyName("x")]
    public bool ResolvesEscalation { get; init; }

    /// <summary>Whether the breach of the answered act deadline already has its own event.</summary>
    [JsonPropertyName("b")]
    public bool BreachReported { get; init; }

    /// <summary>When a notice was made available whose push is confirmed now.</summary>
    [JsonPropertyName("w")]
    public DateTimeOffset? OfferedAt { get; init; }

    /// <summary>State by the answer that this one corrects; null for a first answer.</summary>
    [JsonPropertyName("c")]
    public NoticeState? Corrects { get; init; }

    /// <summary>Time of the answer that this one corrects.</summary>
    [JsonPropertyName("f")]
    public DateTimeOffset? CorrectsAt { get; init; }

    /// <summary>Whether the withdrawn notice had been delivered and not yet answered.</summary>
    [JsonPropertyName("o")]
    public bool WasOpen { get; init; }
}
