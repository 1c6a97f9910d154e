using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Compliance;
using Takedown.Server.Notices;

namespace Takedown.Server.Compliance;

/// <summary>
/// The deltas of a sequence of events: by platform and hour, by handling time, and of open notices and escalations; and
/// the same by the region of the claimant and of the accused.
/// </summary>
internal sealed class Counters
{
    private readonly Dictionary<(CountedAt At, int Hour), HourCounts> hours = [];
    private readonly Dictionary<(CountedAt At, int Hour, int Bucket), long> handling = [];
    private readonly Dictionary<CountedAt, NowCounts> now = [];

    public IReadOnlyCollection<HourCounts> Hours => hours.Values;

    public IEnumerable<HandlingCount> Handling =>
        handling.Select(h => new HandlingCount(h.Key.At, h.Key.Hour, h.Key.Bucket, h.Value));

    public IReadOnlyCollection<NowCounts> Now => now.Values;

    public void Add(EventRow e)
    {
        // Of no platform.
        if (e.PlatformId == Guid.Empty) return;
        var hour = ReportZone.HourOf(e.At);
        var platform = new CountedAt(RegionAxis.Platform, null, e.PlatformId);
        foreach (var entry in e.Entries)
        {
            Add(platform, e, hour, entry);
            if (e.ClaimantRegion is { } claimant) Add(new(RegionAxis.Claimant, claimant, e.PlatformId), e, hour, entry);
            if (entry.AccusedRegion is { } accused) Add(new(RegionAxis.Accused, accused, e.PlatformId), e, hour, entry);
        }
    }

    private void Add(CountedAt at, EventRow e, int hour, EventEntry entry)
    {
        var (d, n) = (Of(at, hour), Of(at));
        if (entry.ResolvesEscalation) n.OpenEscalations--;
        switch (e.Kind)
        {
            case EventKind.Accepted:
                d.Received++;
                break;
            case EventKind.Delivered when entry.OfferedAt is { } offered:
                // It was counted when it was made available; its deadlines run since then.
                Of(at, ReportZone.HourOf(offered)).Undeliverable--;
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
                Corrected(at, entry);
                break;
            case EventKind.ActionTaken when entry.State is NoticeState.RestoreDue:
                // Of a notice that was taken back before, and counted then.
                break;
            case EventKind.ActionTaken:
                d.Removed++;
                Answered(d, n, at, hour, entry);
                break;
            case EventKind.Rejected:
                d.Rejected++;
                Answered(d, n, at, hour, entry);
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
                or EventKind.AccountActionAnswered or EventKind.AccountActionCancelled
                or EventKind.EndpointDisabled or EventKind.DeadlineRecomputed or EventKind.WatchCrossed
                or EventKind.InformationDemanded or EventKind.RecordDecided or EventKind.RecordReaderChanged
                or EventKind.SubscriptionDisabled or EventKind.SlowedDown or EventKind.SlowdownEnded
                or EventKind.CounterNoticed or EventKind.CounterNoticeForwarded or EventKind.ProceedingFiled
                or EventKind.ProceedingEnded or EventKind.RestoreDue or EventKind.Disputed
                or EventKind.DeadlineExtended or EventKind.MediationFiled or EventKind.MediationEnded
                or EventKind.Assessed or EventKind.ConfirmationRequired or EventKind.Confirmed
                or EventKind.TierLowered or EventKind.TierRestored
                or EventKind.SenderWarned or EventKind.SenderLowered or EventKind.SenderSuspended
                or EventKind.SenderLifted or EventKind.ScoreAppealDecided or EventKind.AccountAppealed
                or EventKind.AccountAppealDecided
                or EventKind.FoundDeficient or EventKind.Completed or EventKind.CompletionLapsed
                or EventKind.Supersedes or EventKind.AccountActionLifted:
                break;
        }
    }

    /// <summary>
    /// A refusal that became a measure, or the reverse, moves to the other count of its hour. It is as early or late as
    /// it was.
    /// </summary>
    private void Corrected(CountedAt at, EventEntry entry)
    {
        var more = (entry.Corrects, entry.State) switch
        {
            (NoticeState.Rejected, NoticeState.Removed) => 1,
            (NoticeState.Removed, NoticeState.Rejected) => -1,
            _ => 0,
        };
        if (more == 0 || entry.CorrectsAt is not { } first) return;
        var d = Of(at, ReportZone.HourOf(first));
        d.Removed += more;
        d.Rejected -= more;
    }

    private void Answered(HourCounts d, NowCounts n, CountedAt at, int hour, EventEntry entry)
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
        var bucket = (at, hour, HandlingBucket.Of(TimeSpan.FromMilliseconds(entry.Handling ?? 0)));
        handling[bucket] = handling.GetValueOrDefault(bucket) + 1;
    }

    private HourCounts Of(CountedAt at, int hour) =>
        hours.TryGetValue((at, hour), out var found) ? found : hours[(at, hour)] = new() { Counted = at, Hour = hour };

    private NowCounts Of(CountedAt at) =>
        now.TryGetValue(at, out var found) ? found : now[at] = new() { Counted = at };
}

/// <summary>Counts of one hour at one place.</summary>
internal sealed class HourCounts
{
    public required CountedAt Counted { get; init; }
    /// <summary><inheritdoc cref="ReportZone.HourOf" path="/summary"/></summary>
    public int Hour { get; init; }
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

/// <summary>Changes to the open notices and escalations at one place.</summary>
internal sealed class NowCounts
{
    public required CountedAt Counted { get; init; }
    public long Open { get; set; }
    public long OpenEscalations { get; set; }
}

internal sealed record HandlingCount(CountedAt Counted, int Hour, int Bucket, long Count);
