using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Server.Notices;

/// <summary>What an event tells of one notice (or account action). Short names, because there are billions.</summary>
internal sealed record EventEntry
{
    [JsonPropertyName("n")]
    public required Guid Id { get; init; }

    [JsonPropertyName("s")]
    public NoticeState? State { get; init; }

    /// <summary>Which clock.</summary>
    [JsonPropertyName("d")]
    public DeadlineKind? Deadline { get; init; }

    [JsonPropertyName("u")]
    public DateTimeOffset? Due { get; init; }

    [JsonPropertyName("m")]
    public Measure? Measure { get; init; }

    [JsonPropertyName("r")]
    public Reason? Reason { get; init; }

    /// <summary>Whom an escalation went to.</summary>
    [JsonPropertyName("e")]
    public Guid? EscalatedTo { get; init; }

    /// <summary>How the act clock stood when the platform answered.</summary>
    [JsonPropertyName("k")]
    public SlaStatus? Sla { get; init; }

    /// <summary>From delivery to the answer, in milliseconds.</summary>
    [JsonPropertyName("h")]
    public long? Handling { get; init; }

    /// <summary>It resolved an open escalation.</summary>
    [JsonPropertyName("x")]
    public bool ResolvesEscalation { get; init; }

    /// <summary>The breach it answers to had its own event before.</summary>
    [JsonPropertyName("b")]
    public bool BreachReported { get; init; }

    /// <summary>The withdrawn notice was delivered and waiting for an outcome.</summary>
    [JsonPropertyName("o")]
    public bool WasOpen { get; init; }
}
