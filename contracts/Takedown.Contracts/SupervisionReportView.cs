namespace Takedown.Contracts;

/// <summary>A report on a supervised case.</summary>
public sealed record SupervisionReportView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Kind of the report.</summary>
    public required SupervisionReportKind Kind { get; init; }
    /// <summary>The report.</summary>
    public required string Text { get; init; }
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>When it was due.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>Whether it came after its due time.</summary>
    public required bool Late { get; init; }
    /// <summary>The person that acted.</summary>
    public required string Person { get; init; }
}

/// <summary>A case or a lead under supervision.</summary>
public sealed record SupervisedCaseView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>The case.</summary>
    public Guid? CaseId { get; init; }
    /// <summary>The lead.</summary>
    public Guid? LeadId { get; init; }
    /// <summary>Number of the case.</summary>
    public string? No { get; init; }
    /// <summary>Title of the case or the lead.</summary>
    public required string Title { get; init; }
    /// <summary>The body that reports.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>Region of the body.</summary>
    public required string Region { get; init; }
    /// <summary>Status of the supervision.</summary>
    public required SupervisionStatus Status { get; init; }
    /// <summary>Due time of the next report; missing once closed.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>When the closing report was made.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>Its reports, oldest first; only where one supervision is read.</summary>
    public IReadOnlyList<SupervisionReportView>? Reports { get; init; }
}

/// <summary>A supervision: one batch of listed cases.</summary>
public sealed record SupervisionView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Title of the batch.</summary>
    public required string Title { get; init; }
    /// <summary>Number of the listing document (文号).</summary>
    public string? No { get; init; }
    /// <summary>Day of the listing.</summary>
    public required DateOnly Date { get; init; }
    /// <summary>The listing body.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>Level of the listing body: <c>national</c>, <c>province</c>, <c>prefecture</c>, …</summary>
    public required string Level { get; init; }
    /// <summary>Bodies that list jointly.</summary>
    public required IReadOnlyList<Guid> Bodies { get; init; }
    /// <summary>The criteria.</summary>
    public required IReadOnlyList<SupervisionCriterion> Criteria { get; init; }
    /// <summary>What the criteria rest on.</summary>
    public string? Ground { get; init; }
    /// <summary>Time between two progress reports.</summary>
    public required TimeSpan ReportEvery { get; init; }
    /// <summary>Status of the supervision.</summary>
    public required SupervisionStatus Status { get; init; }
    /// <summary>The cases and leads that you may read.</summary>
    public required IReadOnlyList<SupervisedCaseView> Cases { get; init; }
    /// <summary>Meetings and inspections; only where one supervision is read.</summary>
    public IReadOnlyList<MeetingView>? Meetings { get; init; }
    /// <summary>Who did what; only where one object is read.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}
