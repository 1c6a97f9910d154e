namespace Takedown.Contracts;

/// <summary>A publication of a regulator.</summary>
public sealed record PublicationView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>What is published.</summary>
    public required PublicationKind Kind { get; init; }
    /// <summary>The body that publishes.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>The case; only for regulators.</summary>
    public Guid? CaseId { get; init; }
    /// <summary>Exposure: the platforms exposed.</summary>
    public IReadOnlyList<Guid>? Platforms { get; init; }
    /// <summary>Penalty: the party's unified social credit code (统一社会信用代码).</summary>
    public string? Uscc { get; init; }
    /// <summary>Title.</summary>
    public required string Title { get; init; }
    /// <summary>Text.</summary>
    public required string Text { get; init; }
    /// <summary>Status of the publication.</summary>
    public required PublicationStatus Status { get; init; }
    /// <summary>Whether it is public now.</summary>
    public required bool Published { get; init; }
    /// <summary>First day of the publication.</summary>
    public DateOnly? PublishOn { get; init; }
    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>When it was approved.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }
    /// <summary>When it was withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
    /// <summary>Reason of a refusal or a withdrawal.</summary>
    public string? Reason { get; init; }
    /// <summary>Until when it has to be withdrawn, because the decision behind it was changed (行政处罚法 48).</summary>
    public DateTimeOffset? WithdrawBy { get; init; }
    /// <summary>Status of that deadline.</summary>
    public SlaStatus? Sla { get; init; }
    /// <summary>What the exposed platforms say.</summary>
    public required IReadOnlyList<PublicationReply> Replies { get; init; }
    /// <summary>Who did what; only where one object is read, by the body and the bodies above it.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}

/// <summary>A publication as everybody reads it.</summary>
public sealed record PublicNotice
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>What is published.</summary>
    public required PublicationKind Kind { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>Exposure: names of the platforms exposed.</summary>
    public IReadOnlyList<string>? Platforms { get; init; }
    /// <summary>Penalty: the party's unified social credit code (统一社会信用代码).</summary>
    public string? Uscc { get; init; }
    /// <summary>Title.</summary>
    public required string Title { get; init; }
    /// <summary>Text; missing once withdrawn.</summary>
    public string? Text { get; init; }
    /// <summary>First day of the publication.</summary>
    public required DateOnly PublishOn { get; init; }
    /// <summary>When it was withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
    /// <summary>Reason of the withdrawal.</summary>
    public string? Reason { get; init; }
    /// <summary>What the exposed platforms say.</summary>
    public required IReadOnlyList<PublicationReply> Replies { get; init; }
}
