using Takedown.Contracts;
using Takedown.Server.Notices;

namespace Takedown.Server.Compliance;

/// <summary>Figures of one platform's hour beside its counts.</summary>
internal sealed class FigureCounts
{
    public Guid PlatformId { get; init; }
    public int Hour { get; init; }
    /// <summary>Refusals of this hour that became measures later.</summary>
    public long Overturned { get; set; }
    /// <summary>Answers on time in the last tenth of the limit.</summary>
    public long LastMinute { get; set; }
    /// <summary>Removals that name the account.</summary>
    public long Attributed { get; set; }
    public long Reuploads { get; set; }
    public long AccountBreached { get; set; }
    /// <summary>Change of the open notices.</summary>
    public long Opened { get; set; }
    /// <summary>Change of the open escalations.</summary>
    public long Escalated { get; set; }
}

/// <summary>One platform's counts of one hour about works of a type and a mode.</summary>
internal sealed class TopicCounts
{
    public Guid PlatformId { get; init; }
    public long Topic { get; init; }
    public int Hour { get; init; }
    public long Delivered { get; set; }
    public long OnTime { get; set; }
    public long Late { get; set; }
    public long Breached { get; set; }
    public long Removed { get; set; }
    public long Rejected { get; set; }
    public long Overturned { get; set; }

    /// <summary>Counts a first answer.</summary>
    public void Answer(bool removes, EventEntry entry)
    {
        if (removes) Removed++;
        else Rejected++;
        if (entry.Sla is not SlaStatus.Late)
        {
            OnTime++;
            return;
        }
        Late++;
        // The response came after the due time but before the sweep, so the breach has no event of its own.
        if (!entry.BreachReported) Breached++;
    }
}

/// <summary>One platform's counts of one hour about the notices of one claimant.</summary>
internal sealed class NotifierCounts
{
    public Guid PlatformId { get; init; }
    public Guid ClaimantId { get; init; }
    public int Hour { get; init; }
    public long Accepted { get; set; }
    public long Removed { get; set; }
    public long Rejected { get; set; }
    public long Overturned { get; set; }
    public long Withdrawn { get; set; }
    /// <summary>Measures that had to end again.</summary>
    public long Reversed { get; set; }
    public long Reuploads { get; set; }
}

/// <summary>Changes to what is due, or was, in an hour.</summary>
internal sealed class DueCounts
{
    public Guid PlatformId { get; init; }
    public int Hour { get; init; }
    public long Running { get; set; }
    public long Overdue { get; set; }
}

/// <summary>What the events of an hour changed in the counts of an earlier one.</summary>
internal sealed class RevisionCounts
{
    public Guid PlatformId { get; init; }
    public long Topic { get; init; }
    public int Hour { get; init; }
    public int CountedHour { get; init; }
    public long Overturned { get; set; }
    public long Confirmed { get; set; }
}
