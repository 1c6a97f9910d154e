using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Compliance;
using Takedown.Server.Notices;

namespace Takedown.Server.Compliance;

/// <summary>
/// The deltas of a sequence of events: by platform and day, by handling time, and of open notices and escalations.
/// </summary>
internal sealed class Counters
{
    private readonly Dictionary<(Guid Platform, int Day), DayCounts> days = [];
    private readonly Dictionary<(Guid Platform, int Day, int Bucket), long> handling = [];
    private readonly Dictionary<Guid, NowCounts> now = [];

    public IReadOnlyCollection<DayCounts> Days => days.Values;

    public IEnumerable<HandlingCount> Handling =>
        handling.Select(h => new HandlingCount(h.Key.Platform, h.Key.Day, h.Key.Bucket, h.Value));

    public IReadOnlyCollection<NowCounts> Now => now.Values;

    public void Add(EventRow e)
    {
        var day = DateOnly.FromDateTime(e.At.UtcDateTime).DayNumber;
        foreach (var entry in e.Entries) Add(Of(e.PlatformId, day), Of(e.PlatformId), e, day, entry);
    }

    private void Add(DayCounts d, NowCounts n, EventRow e, int day, EventEntry entry)
    {
        if (entry.ResolvesEscalation) n.OpenEscalations--;
        switch (e.Kind)
        {
            case EventKind.Accepted:
                d.Received++;
                break;
            case EventKind.Delivered when entry.OfferedAt is { } at:
                // It was counted when it was made available; its deadlines run since then.
                Of(e.PlatformId, DateOnly.FromDateTime(at.UtcDateTime).DayNumber).Undeliverable--;
                break;
            case EventKind.Delivered:
                d.Delivered++;
                n.Open++;
                break;
            case EventKind.MadeAvailable:
                d.Delivered++;
                d.Undeliverable++;
                n.Open++;
                break;
            case EventKind.ActionTaken or EventKind.Rejected when entry.Corrects is not null:
                Corrected(e, entry);
                break;
            case EventKind.ActionTaken:
                d.Removed++;
                Answered(d, n, e, day, entry);
                break;
            case EventKind.Rejected:
                d.Rejected++;
                Answered(d, n, e, day, entry);
                break;
            case EventKind.InformationExpired:
                n.Open--;
                break;
            case EventKind.Withdrawn:
                d.Withdrawn++;
                if (entry.WasOpen) n.Open--;
                break;
            case EventKind.DeadlineBreached when entry.Deadline is DeadlineKind.Act:
                d.Breached++;
                break;
            case EventKind.DeadlineBreached when entry.Deadline is DeadlineKind.Acknowledge:
                d.AcknowledgeBreached++;
                break;
            case EventKind.DeadlineBreached when entry.Deadline is DeadlineKind.Restore:
                d.RestoreBreached++;
                break;
            case EventKind.Escalated:
                n.OpenEscalations++;
                break;
            case EventKind.AccountActionRequested:
                d.AccountActions++;
                break;
            case EventKind.AccountActionBreached:
                n.OpenEscalations++;
                break;
            case EventKind.DeadlineBreached or EventKind.DeliveryFailed or EventKind.Acknowledged
                or EventKind.InformationRequested
                or EventKind.InformationSupplied or EventKind.Restored or EventKind.DeadlineAtRisk
                or EventKind.AccountActionAnswered or EventKind.AccountActionCancelled:
                break;
        }
    }

    /// <summary>
    /// A refusal that became a measure moves to the other count of its day. It is as early or late as it was.
    /// </summary>
    private void Corrected(EventRow e, EventEntry entry)
    {
        if (entry is not { Corrects: NoticeState.Rejected, State: NoticeState.Removed, CorrectsAt: { } at }) return;
        var d = Of(e.PlatformId, DateOnly.FromDateTime(at.UtcDateTime).DayNumber);
        d.Removed++;
        d.Rejected--;
    }

    private void Answered(DayCounts d, NowCounts n, EventRow e, int day, EventEntry entry)
    {
        n.Open--;
        if (entry.Sla is SlaStatus.Late)
        {
            d.Late++;
            // The response came after the due time but before the sweep, so the breach has no event of its own.
            if (!entry.BreachReported) d.Breached++;
        }
        else
        {
            d.OnTime++;
        }
        var bucket = (e.PlatformId, day, HandlingBucket.Of(TimeSpan.FromMilliseconds(entry.Handling ?? 0)));
        handling[bucket] = handling.GetValueOrDefault(bucket) + 1;
    }

    private DayCounts Of(Guid platform, int day) =>
        days.TryGetValue((platform, day), out var found)
            ? found
            : days[(platform, day)] = new() { PlatformId = platform, Day = day };

    private NowCounts Of(Guid platform) =>
        now.TryGetValue(platform, out var found) ? found : now[platform] = new() { PlatformId = platform };
}

/// <summary>One platform's counts of one day (UTC).</summary>
internal sealed class DayCounts
{
    public Guid PlatformId { get; init; }
    public int Day { get; init; }
    public long Received { get; set; }
    public long Delivered { get; set; }
    public long OnTime { get; set; }
    public long Late { get; set; }
    public long Breached { get; set; }
    public long AcknowledgeBreached { get; set; }
    public long Removed { get; set; }
    public long Rejected { get; set; }
    public long Withdrawn { get; set; }
    public long AccountActions { get; set; }
    public long Undeliverable { get; set; }
    public long RestoreBreached { get; set; }
}

/// <summary>Changes to the open notices and escalations of a platform.</summary>
internal sealed class NowCounts
{
    public Guid PlatformId { get; init; }
    public long Open { get; set; }
    public long OpenEscalations { get; set; }
}

internal sealed record HandlingCount(Guid PlatformId, int Day, int Bucket, long Count);
