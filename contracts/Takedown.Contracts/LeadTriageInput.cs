namespace Takedown.Contracts;

/// <summary>A decision about a lead.</summary>
public sealed record LeadTriageInput
{
    /// <summary>The decision.</summary>
    public TriageDecision? Decision { get; init; }
    /// <summary>Why; required to refuse and to hand over. At most 2,000 characters.</summary>
    public string? Reason { get; init; }
    /// <summary>The body it goes to; required to hand down and to hand over.</summary>
    public Guid? To { get; init; }
}

/// <summary>The end of an accepted lead.</summary>
public sealed record LeadClosureInput
{
    /// <summary>How it was settled, at most 2,000 characters.</summary>
    public string? Outcome { get; init; }
}

/// <summary>A body that had the lead, and to whom it gave it.</summary>
public sealed record LeadMove
{
    /// <summary>The body that gave it away.</summary>
    public required Guid From { get; init; }
    /// <summary>Its name.</summary>
    public string? FromName { get; init; }
    /// <summary>The body that has it then.</summary>
    public required Guid To { get; init; }
    /// <summary>Its name.</summary>
    public string? ToName { get; init; }
    /// <summary><c>hand-down</c> or <c>hand-over</c>.</summary>
    public required TriageDecision Kind { get; init; }
    /// <summary>Why.</summary>
    public string? Reason { get; init; }
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A time limit of a body.</summary>
public sealed record BodyDeadline
{
    /// <summary>Until when, the due time included.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>Running, met, late or breached.</summary>
    public required SlaStatus Status { get; init; }
    /// <summary>Whether the due time has passed and nothing was done.</summary>
    public bool Overdue { get; init; }
}

/// <summary>A lead.</summary>
public sealed record LeadView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Where it comes from.</summary>
    public required LeadSource Source { get; init; }
    /// <summary>How it arrived.</summary>
    public LeadChannel? Channel { get; init; }
    /// <summary>Its state.</summary>
    public required LeadStatus Status { get; init; }
    /// <summary>The responsible body.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Its name.</summary>
    public string? BodyName { get; init; }
    /// <summary>Region by which the body is responsible.</summary>
    public required string Region { get; init; }
    /// <summary>Function by which the body is responsible.</summary>
    public required string Function { get; init; }
    /// <summary>
    /// What gave the region: <c>platform</c>, <c>host</c>, <c>region</c>, <c>sender</c>, <c>operator</c> (no body is
    /// registered for it), <c>hand-down</c> or <c>hand-over</c>.
    /// </summary>
    public required string RoutedBy { get; init; }
    /// <summary>Who sent it; missing for a tip.</summary>
    public Guid? SenderId { get; init; }
    /// <summary>Its name.</summary>
    public string? SenderName { get; init; }
    /// <summary>The platform concerned, if it is registered.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>Its name.</summary>
    public string? PlatformName { get; init; }
    /// <summary>Where the infringement is.</summary>
    public IReadOnlyList<Target>? Targets { get; init; }
    /// <summary>Suspected parties.</summary>
    public IReadOnlyList<LeadParty>? Parties { get; init; }
    /// <summary>The work concerned.</summary>
    public Work? Work { get; init; }
    /// <summary>Type of right.</summary>
    public required string IpType { get; init; }
    /// <summary>Kind of infringement.</summary>
    public string? Infringement { get; init; }
    /// <summary>The facts, as text: what was sent is never interpreted.</summary>
    public string? Text { get; init; }
    /// <summary>Language of the text, such as <c>zh-CN</c>.</summary>
    public string? Language { get; init; }
    /// <summary>Evidence.</summary>
    public IReadOnlyList<Evidence>? Evidence { get; init; }
    /// <summary>How to reach the complainant; only for people of the responsible body.</summary>
    public string? Contact { get; init; }
    /// <summary>Whether it is on the cross-border track.</summary>
    public bool CrossBorder { get; init; }
    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>When the infringement was seen.</summary>
    public DateTimeOffset? FoundAt { get; init; }
    /// <summary>When it was entered here.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>The time limit of the triage.</summary>
    public BodyDeadline? Triage { get; init; }
    /// <summary>When it was accepted or refused.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
    /// <summary>Why it was refused, or how it was settled.</summary>
    public string? Reason { get; init; }
    /// <summary>When it was settled.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>The case it is in.</summary>
    public Guid? CaseId { get; init; }
    /// <summary>The bodies that had it, in order; only in the answer about one lead.</summary>
    public IReadOnlyList<LeadMove>? Moves { get; init; }
    /// <summary>What was done, oldest first; only in the answer about one lead, and not for a platform.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}
