using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Campaigns;

/// <summary>What has a due day in a campaign. The numbers are stored: append new values only.</summary>
internal enum TaskSort
{
    Task,
    Filing,
}

/// <summary>What was decided about a filing. The numbers are stored: append new values only.</summary>
internal enum FilingDecision
{
    Open,
    Accepted,
    Returned,
}

/// <summary>A task of a campaign, or what a body files for it.</summary>
internal sealed record TaskRow
{
    public Guid Id { get; init; }
    public Guid CampaignId { get; init; }
    public TaskSort Sort { get; init; }
    /// <summary>Kind of a filing; <c>task</c> of a task.</summary>
    public string Kind { get; init; } = "task";
    /// <summary>Index of the phase.</summary>
    public int? Phase { get; init; }
    public string Title { get; init; } = "";
    public Guid BodyId { get; init; }
    public Guid? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public string? Department { get; init; }
    public DateTimeOffset? Due { get; init; }
    public SlaStatus Sla { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public Guid? DoneBy { get; init; }
    public string? DoneName { get; init; }
    public string? Text { get; init; }
    public string? Document { get; init; }
    /// <summary>What it is about, one a line.</summary>
    public string? Targets { get; init; }
    public FilingDecision Decision { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public Guid? DecidedBy { get; init; }
    public string? DecidedName { get; init; }
    public string? DecidedFor { get; init; }

    public const string Columns =
        "id, campaign_id, sort, kind, phase, title, body_id, owner_id, owner_name, department, due, sla, done_at, "
            + "done_by, done_name, text, document, targets, decision, decided_at, decided_by, decided_name, "
            + "decided_for";

    /// <summary>The end of a day, which is still in time.</summary>
    public static DateTimeOffset EndOf(ReportZone zone, DateOnly day) =>
        zone.StartOf(day.AddDays(1)).AddMilliseconds(-1);

    /// <summary>The deadline; null where nothing is due.</summary>
    public StoredDeadline? Deadline => Due is { } due
        ? StoredDeadline.Of(DeadlineOwner.CampaignTask, Id, new(
            Sort is TaskSort.Task ? DeadlineKind.Execute : DeadlineKind.Filing, due, Sla))
        : null;

    /// <summary>The same, done at this time.</summary>
    public TaskRow Done(DateTimeOffset now) => this with
    {
        DoneAt = now,
        Sla = Due is { } due ? new Deadline(DeadlineKind.Execute, due, Sla).Stop(now).Status : SlaStatus.Met,
    };

    /// <summary>The same, to be filed again; its day stays, so it may be overdue at once.</summary>
    public TaskRow Reopened(DateTimeOffset now) => this with
    {
        DoneAt = null,
        DoneBy = null,
        DoneName = null,
        Sla = Due < now ? SlaStatus.Breached : SlaStatus.Running,
    };

    public string Status(DateTimeOffset now) => DoneAt is not null ? Sla is SlaStatus.Late ? "late" : "done"
        : Sla is SlaStatus.Breached || Due < now ? "overdue" : "open";

    public CampaignTaskView TaskView(CampaignRow campaign, DateTimeOffset now) => new()
    {
        Id = Id,
        Phase = Phase is { } index ? campaign.Read.Phases[index].Name : null,
        Title = Title,
        Owner = OwnerId,
        OwnerName = OwnerName,
        Department = Department,
        Due = Due is { } due ? campaign.Zone.DayOf(due) : null,
        Status = Status(now),
        Targets = Targets?.Split('\n'),
        DoneAt = DoneAt,
        DoneBy = DoneName,
        Text = Text,
    };

    public CampaignFilingView FilingView(
        CampaignRow campaign, IReadOnlyDictionary<Guid, string> names, DateTimeOffset now) => new()
    {
        Id = Id,
        Kind = Kind,
        Body = BodyId,
        BodyName = names.GetValueOrDefault(BodyId),
        Due = Due is { } due ? campaign.Zone.DayOf(due) : null,
        Status = Status(now),
        FiledAt = DoneAt,
        FiledBy = DoneName,
        Text = Text,
        DocumentSha256 = Document,
        Decision = Decision switch
        {
            FilingDecision.Accepted => "accepted",
            FilingDecision.Returned => "returned",
            _ => null,
        },
        DecidedAt = DecidedAt,
        DecidedBy = DecidedName,
        Reason = DecidedFor,
    };

    public static readonly Table<TaskRow> Table = new("campaign_tasks",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("campaign_id", ColumnType.Id, r => r.CampaignId),
        new("sort", ColumnType.Number, r => r.Sort),
        new("kind", ColumnType.Text, r => r.Kind),
        new("phase", ColumnType.Number, r => r.Phase),
        new("title", ColumnType.Text, r => r.Title),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("owner_id", ColumnType.Id, r => r.OwnerId),
        new("owner_name", ColumnType.Text, r => r.OwnerName),
        new("department", ColumnType.Text, r => r.Department),
        new("due", ColumnType.Instant, r => r.Due),
        new("sla", ColumnType.Number, r => r.Sla),
        new("done_at", ColumnType.Instant, r => r.DoneAt),
        new("done_by", ColumnType.Id, r => r.DoneBy),
        new("done_name", ColumnType.Text, r => r.DoneName),
        new("text", ColumnType.Text, r => r.Text),
        new("document", ColumnType.Text, r => r.Document),
        new("targets", ColumnType.Text, r => r.Targets),
        new("decision", ColumnType.Number, r => r.Decision),
        new("decided_at", ColumnType.Instant, r => r.DecidedAt),
        new("decided_by", ColumnType.Id, r => r.DecidedBy),
        new("decided_name", ColumnType.Text, r => r.DecidedName),
        new("decided_for", ColumnType.Text, r => r.DecidedFor),
    ]);
}
