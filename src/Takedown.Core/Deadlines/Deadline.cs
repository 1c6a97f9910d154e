using Takedown.Contracts;

namespace Takedown.Core.Deadlines;

/// <summary>
/// One deadline. The due time is computed once, at the start, and only a pause moves it, by the length of the pause.
/// </summary>
/// <param name="Kind">What has to be done.</param>
/// <param name="Due">Until when, the due time included.</param>
/// <param name="Status">Running, paused, or how it ended.</param>
/// <param name="PausedAt">Start of the pause; null unless paused.</param>
public readonly record struct Deadline(
    DeadlineKind Kind, DateTimeOffset Due, SlaStatus Status = SlaStatus.Running, DateTimeOffset? PausedAt = null)
{
    /// <summary>Whether the due time has passed without an outcome. The due time decides, not the sweep.</summary>
    public bool IsOverdue(DateTimeOffset now) => Status is SlaStatus.Running && Due < now;

    /// <summary>What was asked for is done.</summary>
    public Deadline Stop(DateTimeOffset now) => this with
    {
        Status = Status switch
        {
            SlaStatus.Running => now <= Due ? SlaStatus.Met : SlaStatus.Late,
            // An answer during a pause is on time: more time was left.
            SlaStatus.Paused => SlaStatus.Met,
            SlaStatus.Breached => SlaStatus.Late,
            SlaStatus.None or SlaStatus.Met or SlaStatus.Late => Status,
        },
        PausedAt = null,
    };

    /// <summary>Nothing has to be done any more. An outcome stays on record.</summary>
    public Deadline Cancel() => this with
    {
        Status = Status is SlaStatus.Running or SlaStatus.Paused ? SlaStatus.None : Status,
        PausedAt = null,
    };

    /// <summary>Stops the time until <see cref="Resume"/>; a deadline that does not run stays as it is.</summary>
    public Deadline Pause(DateTimeOffset now) =>
        Status is SlaStatus.Running ? this with { Status = SlaStatus.Paused, PausedAt = now } : this;

    /// <summary>Continues after a pause; the due time moves by its length.</summary>
    public Deadline Resume(DateTimeOffset now) => PausedAt is { } since
        ? this with { Status = SlaStatus.Running, Due = Due + (now - since), PausedAt = null }
        : this;
}
