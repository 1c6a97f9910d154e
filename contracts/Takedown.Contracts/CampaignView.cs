namespace Takedown.Contracts;

/// <summary>A campaign.</summary>
public sealed record CampaignView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Code.</summary>
    public required string Code { get; init; }
    /// <summary>Title.</summary>
    public required string Title { get; init; }
    /// <summary>The body that holds it.</summary>
    public required Guid Owner { get; init; }
    /// <summary>Name of the body.</summary>
    public string? OwnerName { get; init; }
    /// <summary>The line whose work counts.</summary>
    public required string Function { get; init; }
    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Last day, included.</summary>
    public required DateOnly To { get; init; }
    /// <summary>Where and what.</summary>
    public required CampaignScope Scope { get; init; }
    /// <summary>Phases; their tasks are read under <c>/tasks</c>.</summary>
    public required IReadOnlyList<CampaignPhase> Phases { get; init; }
    /// <summary>Code of the campaign that it is a part of.</summary>
    public string? Parent { get; init; }
    /// <summary>Codes of its local parts.</summary>
    public IReadOnlyList<string>? Children { get; init; }
    /// <summary>Targets, with what was reached where one campaign is read.</summary>
    public required IReadOnlyList<CampaignTarget> Targets { get; init; }
    /// <summary>Overdue tasks and filings by their owners.</summary>
    public IReadOnlyList<OverdueOwner>? Overdue { get; init; }
    /// <summary>Version: 1 when created, one more with each change. Every version is in the history.</summary>
    public required int Version { get; init; }
    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>What was done: who, when, what.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}

/// <summary>A figure of the results of a campaign.</summary>
public sealed record CampaignResult
{
    /// <summary>Name of the figure.</summary>
    public required string Figure { get; init; }
    /// <summary>The column of the form in Chinese.</summary>
    public required string Zh { get; init; }
    /// <summary>The column of the form in English.</summary>
    public required string En { get; init; }
    /// <summary>The target, if there is one.</summary>
    public long? Target { get; init; }
    /// <summary>The sum of the bodies.</summary>
    public required long Actual { get; init; }
    /// <summary>The share of each body with a figure above 0, the highest first.</summary>
    public required IReadOnlyList<CampaignShare> Bodies { get; init; }
}

/// <summary>What one body contributes to a figure.</summary>
public sealed record CampaignShare
{
    /// <summary>The body.</summary>
    public required Guid Body { get; init; }
    /// <summary>Its name.</summary>
    public required string Name { get; init; }
    /// <summary>Its region.</summary>
    public required string Region { get; init; }
    /// <summary>Its figure.</summary>
    public required long Actual { get; init; }
}

/// <summary>Notices of the days of a campaign to the platforms of a region.</summary>
public sealed record CampaignNotices
{
    /// <summary>Region of the platforms.</summary>
    public required string Region { get; init; }
    /// <summary>Notices accepted.</summary>
    public required long Received { get; init; }
    /// <summary>Notices with a confirmed measure.</summary>
    public required long Removed { get; init; }
    /// <summary>Notices refused.</summary>
    public required long Rejected { get; init; }
    /// <summary>Notices answered in time.</summary>
    public required long OnTime { get; init; }
    /// <summary>Notices not answered in time.</summary>
    public required long Breached { get; init; }
}

/// <summary>Cases opened in the days of a campaign by the bodies of a region.</summary>
public sealed record CampaignCases
{
    /// <summary>Region of the case.</summary>
    public required string Region { get; init; }
    /// <summary>Cases opened.</summary>
    public required long Opened { get; init; }
    /// <summary>Of these, filed (立案).</summary>
    public required long Filed { get; init; }
    /// <summary>Of these, closed.</summary>
    public required long Closed { get; init; }
    /// <summary>Of these, key cases (重点案件).</summary>
    public required long Key { get; init; }
}
