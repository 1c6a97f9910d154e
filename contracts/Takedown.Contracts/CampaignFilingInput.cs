namespace Takedown.Contracts;

/// <summary>
/// Body of <c>POST /v1/campaigns/{code}/filings</c>: with <c>due</c> the owner of the campaign asks for it, with
/// <c>text</c> a body files it.
/// </summary>
public sealed record CampaignFilingInput
{
    /// <summary><c>plan</c> or <c>summary</c>.</summary>
    public string? Kind { get; set; }
    /// <summary>Asks the bodies below for it, until the end of this day.</summary>
    public DateOnly? Due { get; set; }
    /// <summary>What is filed: a plan of at most 20,000 characters, a summary of at most 2,000.</summary>
    public string? Text { get; set; }
    /// <summary>SHA-256 of the signed document, as hex.</summary>
    public string? DocumentSha256 { get; set; }
}

/// <summary>Body of <c>POST /v1/campaigns/{code}/tasks/{id}/completion</c>.</summary>
public sealed record CampaignCompletion
{
    /// <summary>What was done, 1 to 2,000 characters.</summary>
    public string? Text { get; set; }
}

/// <summary>Body of <c>POST /v1/campaigns/{code}/actions</c>: a concentrated action (集中办案行动).</summary>
public sealed record CampaignActionInput
{
    /// <summary>Title, 1 to 300 characters.</summary>
    public string? Title { get; set; }
    /// <summary>First day, within the campaign.</summary>
    public DateOnly? From { get; set; }
    /// <summary>Last day, included, within the campaign.</summary>
    public DateOnly? To { get; set; }
    /// <summary>What is done, at most 2,000 characters.</summary>
    public string? Text { get; set; }
}

/// <summary>A concentrated action.</summary>
public sealed record CampaignActionView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Title.</summary>
    public required string Title { get; init; }
    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Last day, included.</summary>
    public required DateOnly To { get; init; }
    /// <summary>What is done.</summary>
    public string? Text { get; init; }
    /// <summary>The body that holds it.</summary>
    public required Guid Body { get; init; }
    /// <summary>The person that recorded it.</summary>
    public required string Person { get; init; }
    /// <summary>The figures of the campaign's targets in these days.</summary>
    public required IReadOnlyList<CampaignTarget> Figures { get; init; }
}

/// <summary>Body of <c>POST /v1/campaigns/{code}/commendations</c>.</summary>
public sealed record CommendationInput
{
    /// <summary><c>unit</c> or <c>person</c>.</summary>
    public string? Kind { get; set; }
    /// <summary>Name, 1 to 200 characters.</summary>
    public string? Name { get; set; }
    /// <summary>For what, 1 to 2,000 characters.</summary>
    public string? Merit { get; set; }
}

/// <summary>A unit or a person that is commended (有功单位和个人).</summary>
public sealed record CommendationView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary><c>unit</c> or <c>person</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>Name.</summary>
    public required string Name { get; init; }
    /// <summary>For what.</summary>
    public required string Merit { get; init; }
    /// <summary>The body that commends.</summary>
    public required Guid Body { get; init; }
    /// <summary>The person that recorded it.</summary>
    public required string Person { get; init; }
    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset At { get; init; }
}
