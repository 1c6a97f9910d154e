using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Deadlines;
using Takedown.Server.Compliance.Scores;
using Takedown.Server.Figures;
using Takedown.Server.Notices;

namespace Takedown.Server.Compliance;

/// <summary>
/// The deltas of a sequence of events beside the counts: by work type and mode, by notifier, by due time, and what is
/// needed to give figures as they stood.
/// </summary>
internal sealed class FigureCounters
{
    private readonly Dictionary<(Guid, int), FigureCounts> figures = [];
    private readonly Dictionary<(Guid, long, int), TopicCounts> topics = [];
    private readonly Dictionary<(Guid, Guid, int), NotifierCounts> notifiers = [];
    private readonly Dictionary<(Guid, int), DueCounts> due = [];
    private readonly Dictionary<(Guid, long, int, int), RevisionCounts> revisions = [];
    private readonly Dictionary<(Guid, long, Guid, long, string), RefusalRow> refusals = [];
    private readonly List<RemovedWork> removed = [];

    public IReadOnlyCollection<FigureCounts> Figures => figures.Values;

    public IReadOnlyCollection<TopicCounts> Topics => topics.Values;

    public IReadOnlyCollection<NotifierCounts> Notifiers => notifiers.Values;

    public IReadOnlyCollection<DueCounts> Due => due.Values;

    public IReadOnlyCollection<RevisionCounts> Revisions => revisions.Values;

    public IReadOnlyCollection<RefusalRow> Refusals => refusals.Values;

    /// <summary>Removals that name the account, in their order.</summary>
    public IReadOnlyList<RemovedWork> Removed => removed;

    /// <summary>Counts a removal of what the account had uploaded again.</summary>
    public void AddReupload(RemovedWork work)
    {
        var hour = ReportZone.HourOf(work.At);
        Of(work.PlatformId, hour).Reuploads++;
        if (Notifier(work.PlatformId, work.ClaimantId, hour) is { } sender) sender.Reuploads++;
    }

    public void Add(EventRow e)
    {
        var hour = ReportZone.HourOf(e.At);
        foreach (var entry in e.Entries) Add(e, hour, entry);
    }

    private void Add(EventRow e, int hour, EventEntry entry)
    {
        if (entry.ResolvesEscalation)
            Escalate(e.PlatformId, hour, entry.EscalationDue ?? entry.Due?.ToUnixTimeMilliseconds(), -1);
        if (entry.ActEnds is { } ended) DueAt(e.PlatformId, ended).Running--;
        if (entry.ActBegins is { } begun) DueAt(e.PlatformId, begun).Running++;
        switch (e.Kind)
        {
            case EventKind.Accepted:
                if (Notifier(e, hour) is { } sender) sender.Accepted++;
                break;
            case EventKind.Delivered when entry.OfferedAt is { } at:
                Revised(e.PlatformId, 0, hour, ReportZone.HourOf(at)).Confirmed++;
                break;
            case EventKind.Delivered or EventKind.MadeAvailable:
                Of(e.PlatformId, hour).Opened++;
                if (Topic(e, hour, entry) is { } delivered) delivered.Delivered++;
                break;
            case EventKind.ActionTaken or EventKind.Rejected when entry.Corrects is not null:
                Corrected(e, hour, entry);
                break;
            case EventKind.ActionTaken when entry.State is NoticeState.RestoreDue:
                break;
            case EventKind.ActionTaken or EventKind.Rejected:
                Answered(e, hour, entry);
                break;
            case EventKind.InformationExpired:
                Of(e.PlatformId, hour).Opened--;
                break;
            case EventKind.Withdrawn:
                if (Notifier(e, hour) is { } withdrawing) withdrawing.Withdrawn++;
                Reverse(e, hour, entry);
                if (entry.WasOpen) Of(e.PlatformId, hour).Opened--;
                break;
            case EventKind.RestoreDue or EventKind.ProceedingEnded:
                Reverse(e, hour, entry);
                break;
            case EventKind.DeadlineBreached when entry.Deadline is DeadlineKind.Act:
                if (Topic(e, hour, entry) is { } breached) breached.Breached++;
                break;
            case EventKind.AccountActionBreached:
                Of(e.PlatformId, hour).AccountBreached++;
                Escalate(e.PlatformId, hour, entry.Due?.ToUnixTimeMilliseconds(), 1);
                break;
            case EventKind.Escalated:
                Escalate(e.PlatformId, hour, entry.Due?.ToUnixTimeMilliseconds(), 1);
                break;
        }
    }

    /// <summary>Counts a measure that has to end again.</summary>
    private void Reverse(EventRow e, int hour, EventEntry entry)
    {
        if (ScoreParts.Reverses(e.Kind, entry) && Notifier(e, hour) is { } sender) sender.Reversed++;
    }

    private void Corrected(EventRow e, int hour, EventEntry entry)
    {
        if (entry.CorrectsAt is not { } at) return;
        var counted = ReportZone.HourOf(at);
        if (entry is { Corrects: NoticeState.Removed, State: NoticeState.Rejected }) TakenBack(e, hour, counted, entry);
        if (entry is not { Corrects: NoticeState.Rejected, State: NoticeState.Removed }) return;
        Of(e.PlatformId, counted).Overturned++;
        if (Topic(e, counted, entry) is { } topic)
        {
            topic.Removed++;
            topic.Rejected--;
            topic.Overturned++;
        }
        if (Notifier(e, counted) is { } sender)
        {
            sender.Removed++;
            sender.Rejected--;
            sender.Overturned++;
        }
        Revised(e.PlatformId, entry.Topic ?? 0, hour, counted).Overturned++;
        Remove(e, hour, entry);
    }

    /// <summary>A measure that the platform itself took back is counted as the refusal that it was.</summary>
    private void TakenBack(EventRow e, int hour, int counted, EventEntry entry)
    {
        if (Topic(e, counted, entry) is { } topic)
        {
            topic.Removed--;
            topic.Rejected++;
        }
        if (Notifier(e, counted) is { } sender)
        {
            sender.Removed--;
            sender.Rejected++;
        }
        Revised(e.PlatformId, entry.Topic ?? 0, hour, counted).Overturned--;
    }

    private void Answered(EventRow e, int hour, EventEntry entry)
    {
        var (d, topic, sender) = (Of(e.PlatformId, hour), Topic(e, hour, entry), Notifier(e, hour));
        d.Opened--;
        var removes = e.Kind is EventKind.ActionTaken;
        if (removes) Remove(e, hour, entry);
        if (sender is not null)
        {
            if (removes) sender.Removed++;
            else sender.Rejected++;
        }
        if (!removes) Refuse(e, entry);
        topic?.Answer(removes, entry);
        if (entry.Sla is not SlaStatus.Late && entry.ActEnds is { } due
            && LastMinute.Is(
                TimeSpan.FromMilliseconds(entry.Handling ?? 0), DateTimeOffset.FromUnixTimeMilliseconds(due) - e.At))
        {
            d.LastMinute++;
        }
    }

    /// <summary>Counts a refusal for its claimant and for all; one that is overturned later stays counted.</summary>
    private void Refuse(EventRow e, EventEntry entry)
    {
        if (entry is not { Reason.Code: { } reason, Topic: { } topic } || e.ClaimantId is not { } claimant) return;
        var day = PlatformRefusals.DayOf(e.At);
        foreach (var of in (ReadOnlySpan<Guid>)[claimant, Guid.Empty])
        {
            if (!refusals.TryGetValue((e.PlatformId, topic, of, day, reason), out var row))
            {
                refusals[(e.PlatformId, topic, of, day, reason)] = row = new()
                {
                    PlatformId = e.PlatformId, Topic = topic, ClaimantId = of, Day = day, Reason = reason,
                };
            }
            row.Count++;
        }
    }

    private void Remove(EventRow e, int hour, EventEntry entry)
    {
        if (entry.Uploaded is not { } work) return;
        Of(e.PlatformId, hour).Attributed++;
        removed.Add(new(e.PlatformId, e.ClaimantId, work, entry.Id, e.At));
    }

    private void Escalate(Guid platform, int hour, long? due, int change)
    {
        Of(platform, hour).Escalated += change;
        if (due is { } at) DueAt(platform, at).Overdue += change;
    }

    private FigureCounts Of(Guid platform, int hour) =>
        figures.TryGetValue((platform, hour), out var found) ? found
            : figures[(platform, hour)] = new() { PlatformId = platform, Hour = hour };

    /// <summary>The counts by work type and mode; null for notices of before they were stored.</summary>
    private TopicCounts? Topic(EventRow e, int hour, EventEntry entry)
    {
        if (entry.Topic is not { } topic) return null;
        return topics.TryGetValue((e.PlatformId, topic, hour), out var found) ? found
            : topics[(e.PlatformId, topic, hour)] = new() { PlatformId = e.PlatformId, Topic = topic, Hour = hour };
    }

    private NotifierCounts? Notifier(EventRow e, int hour) => Notifier(e.PlatformId, e.ClaimantId, hour);

    private NotifierCounts? Notifier(Guid platform, Guid? claimantId, int hour)
    {
        if (claimantId is not { } claimant) return null;
        return notifiers.TryGetValue((platform, claimant, hour), out var found) ? found
            : notifiers[(platform, claimant, hour)] =
                new() { PlatformId = platform, ClaimantId = claimant, Hour = hour };
    }

    private DueCounts DueAt(Guid platform, long milliseconds)
    {
        var hour = ReportZone.HourOf(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
        return due.TryGetValue((platform, hour), out var found) ? found
            : due[(platform, hour)] = new() { PlatformId = platform, Hour = hour };
    }

    private RevisionCounts Revised(Guid platform, long topic, int hour, int counted) =>
        revisions.TryGetValue((platform, topic, hour, counted), out var found) ? found
            : revisions[(platform, topic, hour, counted)] =
                new() { PlatformId = platform, Topic = topic, Hour = hour, CountedHour = counted };
}
