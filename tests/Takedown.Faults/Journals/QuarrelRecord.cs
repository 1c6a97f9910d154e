using Takedown.Contracts;
using Takedown.Faults.Clients;

namespace Takedown.Faults.Journals;

/// <summary>What came after answers: what both sides were told is done, and what is there.</summary>
internal sealed record QuarrelRecord
{
    public required IReadOnlyDictionary<Guid, Road> Roads { get; init; }
    /// <summary>Each act that was answered with success, by the type of its event.</summary>
    public required IReadOnlyList<(Guid Notice, string Type)> Acts { get; init; }
    public required IReadOnlyDictionary<Guid, NoticeView> Notices { get; init; }
    public required IReadOnlyDictionary<Guid, IReadOnlyList<TimelineEntry>> Timelines { get; init; }
    public required IReadOnlyList<EscalationView> Escalations { get; init; }
    public required IReadOnlyList<CounterNoticeView> CounterNotices { get; init; }
    public required IReadOnlyList<AccountActionView> AccountActions { get; init; }
    public required IReadOnlyList<(RecallView Recall, IReadOnlyList<RecallResult> Results)> Recalls { get; init; }
    public required IReadOnlyList<InboxItem> Followed { get; init; }
    public required IReadOnlyList<InboxItem> Fresh { get; init; }
    /// <summary>The own removals that were answered as recorded.</summary>
    public required IReadOnlyList<Guid> Recorded { get; init; }
    public required IReadOnlyList<Guid> ListedRemovals { get; init; }

    public IEnumerable<(NoticeView Notice, Road Road, IReadOnlyList<TimelineEntry> Line)> Each =>
        Notices.Values.Select(n => (n, Roads[n.Id], Timelines[n.Id]));
}
