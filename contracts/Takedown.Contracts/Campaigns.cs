using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Body of <c>POST /v1/campaigns</c>.</summary>
public sealed record CampaignInput
{
    /// <summary>Code in the path: 1 to 60 letters, digits and hyphens; no other campaign has it.</summary>
    public string? Code { get; set; }
    /// <summary>Title, 1 to 300 characters.</summary>
    public string? Title { get; set; }
    /// <summary>First day.</summary>
    public DateOnly? From { get; set; }
    /// <summary>Last day, included; at most ten years after the first.</summary>
    public DateOnly? To { get; set; }
    /// <summary>Where and what; all of the body's region if missing.</summary>
    public CampaignScope? Scope { get; set; }
    /// <summary>Phases within the days of the campaign, at most 50.</summary>
    public IReadOnlyList<CampaignPhase>? Phases { get; set; }
    /// <summary>Code of the campaign that this one is a local part of; it lies within its days and regions.</summary>
    public string? Parent { get; set; }
    /// <summary>The line whose work counts: a function of the body; its first if missing.</summary>
    public string? Function { get; set; }
    /// <summary>Targets, at most 100.</summary>
    public IReadOnlyList<CampaignTarget>? Targets { get; set; }
    /// <summary>What the bodies below have to file, at most 20.</summary>
    public IReadOnlyList<CampaignObligation>? Filings { get; set; }
}

/// <summary>Where a campaign is held, and what it is about.</summary>
public sealed record CampaignScope
{
    /// <summary>Regions within that of the body, at most 500.</summary>
    public IReadOnlyList<string>? Regions { get; set; }
    /// <summary>Types of works; all if missing.</summary>
    public IReadOnlyList<string>? WorkTypes { get; set; }
    /// <summary>Service types of platforms; all if missing.</summary>
    public IReadOnlyList<string>? ServiceTypes { get; set; }
}

/// <summary>A phase of a campaign.</summary>
public sealed record CampaignPhase
{
    /// <summary>Name, 1 to 300 characters.</summary>
    public string? Name { get; set; }
    /// <summary>First day.</summary>
    public DateOnly? From { get; set; }
    /// <summary>Last day, included.</summary>
    public DateOnly? To { get; set; }
    /// <summary>Tasks, at most 100; a plain text is the title of a task that is due with the phase.</summary>
    [JsonConverter(typeof(TitlesOrTasksConverter))]
    public IReadOnlyList<CampaignTaskInput>? Tasks { get; set; }
}

/// <summary>Body of <c>POST /v1/campaigns/{code}/tasks</c>, and a task of a phase.</summary>
public sealed record CampaignTaskInput
{
    /// <summary>What is to be done, 1 to 500 characters.</summary>
    public string? Title { get; set; }
    /// <summary>The person of the body who is responsible (责任人).</summary>
    public Guid? Owner { get; set; }
    /// <summary>The department that is responsible (责任部门), at most 200 characters.</summary>
    public string? Department { get; set; }
    /// <summary>The last day; that of the phase or the campaign if missing.</summary>
    public DateOnly? Due { get; set; }
    /// <summary>What the task is about, such as hosts or names; at most 100.</summary>
    public IReadOnlyList<string>? Targets { get; set; }
}

/// <summary>A target of a campaign.</summary>
public sealed record CampaignTarget
{
    /// <summary>Name of the figure of the monthly form, such as <c>sites-patrolled</c>.</summary>
    public string? Figure { get; set; }
    /// <summary>What it should reach, from 0.</summary>
    public long? Target { get; set; }
    /// <summary>What the bodies of the campaign have reached in its days; not read.</summary>
    public long? Actual { get; set; }
}

/// <summary>What has to be filed until a day.</summary>
public sealed record CampaignObligation
{
    /// <summary><c>plan</c> or <c>summary</c>.</summary>
    public string? Kind { get; set; }
    /// <summary>The last day.</summary>
    public DateOnly? Due { get; set; }
}
