namespace Takedown.Contracts;

/// <summary>The text of a plan or of a summary.</summary>
public sealed record FilingText
{
    /// <summary>At most 2,000 characters (报送材料字数不超过2000字).</summary>
    public required string Text { get; init; }
}

/// <summary>An act on a filing that needs a reason.</summary>
public sealed record FilingReason
{
    /// <summary>At most 2,000 characters.</summary>
    public required string Reason { get; init; }
}

/// <summary>A duty to file, as data.</summary>
public sealed record FilingObligation
{
    /// <summary>Stable code, such as <c>monthly-form</c>.</summary>
    public required string Code { get; init; }
    /// <summary>What is filed.</summary>
    public required FilingKind Kind { get; init; }
    /// <summary>The reporting lines that owe it.</summary>
    public required IReadOnlyList<string> Lines { get; init; }
    /// <summary>
    /// Only bodies of these levels: national, province, prefecture, county, township; missing for all.
    /// </summary>
    public IReadOnlyList<string>? Levels { get; init; }
    /// <summary>Month of a plan or a summary, 1 to 12; missing for the monthly form.</summary>
    public int? Month { get; init; }
    /// <summary>Day, 1 to 31; of the following month for the monthly form. The day is included.</summary>
    public required int Day { get; init; }
    /// <summary>Where the duty comes from.</summary>
    public string? Basis { get; init; }
}

/// <summary>The duties to file. Every write is a version of its own.</summary>
public sealed record FilingObligations
{
    /// <summary>Version; ignored in requests.</summary>
    public int Version { get; init; }
    /// <summary>At most 50. A change does not move the due time of a filing that is owed already.</summary>
    public required IReadOnlyList<FilingObligation> Items { get; init; }
}

/// <summary>A report upward on a major issue (重大问题通报).</summary>
public sealed record BulletinInput
{
    /// <summary>1 to 200 characters.</summary>
    public required string Title { get; init; }
    /// <summary>1 to 10,000 characters.</summary>
    public required string Text { get; init; }
    /// <summary>A case that it is about.</summary>
    public Guid? CaseId { get; init; }
}

/// <summary>A bulletin as the bodies above its author read it.</summary>
public sealed record BulletinView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>When it was sent.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The body that sent it.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? OrganisationName { get; init; }
    /// <summary>The person that sent it.</summary>
    public Guid? PersonId { get; init; }
    /// <summary>Name of the person at that time.</summary>
    public string? Person { get; init; }
    /// <summary>Title.</summary>
    public required string Title { get; init; }
    /// <summary>Text.</summary>
    public required string Text { get; init; }
    /// <summary>The case that it is about.</summary>
    public Guid? CaseId { get; init; }
}
