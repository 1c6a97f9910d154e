using Takedown.Contracts;
using Takedown.Faults.Clients;
using Takedown.Faults.Schedule;

namespace Takedown.Faults.Journals;

/// <summary>All answers received over HTTP, and nothing else: the guarantees are judged by them.</summary>
internal sealed record Observations
{
    public required IReadOnlyList<BatchRecord> Batches { get; init; }
    public required IReadOnlyList<FeedRecord> Feeds { get; init; }
    public required IReadOnlyList<InboxRecord> Inboxes { get; init; }
    public required IReadOnlyList<Said> Said { get; init; }
    public required IReadOnlyDictionary<Guid, NoticeView> Notices { get; init; }
    public required IReadOnlyDictionary<Guid, IReadOnlyList<TimelineEntry>> Timelines { get; init; }
    public required IReadOnlyList<EscalationView> Escalations { get; init; }
    public required IReadOnlyList<SlaPolicy> Policies { get; init; }
    public required ComplianceOverview Overview { get; init; }
    /// <summary>Answers that no client should have received.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
    /// <summary>The answers of 503.</summary>
    public required IReadOnlyList<Refusal> Refusals { get; init; }
    /// <summary>What the steps did, where it was measured.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];
    /// <summary>The server's time at the end.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>A batch: what was sent and answered, its current view, and all its results.</summary>
internal sealed record BatchRecord(Guid ClaimantId, SentBatch Sent, BatchView Now, IReadOnlyList<ItemResult> Results);

/// <summary>A claimant's feed as it was followed, and as a new reader sees it.</summary>
internal sealed record FeedRecord(Guid ClaimantId, IReadOnlyList<FeedItem> Followed, IReadOnlyList<FeedItem> Fresh);

/// <summary>A platform's inbox as it was followed or pushed, and as a new reader sees it.</summary>
internal sealed record InboxRecord
{
    public required Guid PlatformId { get; init; }
    public required bool IsPulled { get; init; }
    public required IReadOnlyList<InboxItem> Followed { get; init; }
    public required IReadOnlyList<InboxItem> Pushed { get; init; }
    public required IReadOnlyList<InboxItem> Fresh { get; init; }
    public required IReadOnlyList<AccountActionView> AccountActions { get; init; }
    public required PlatformCompliance Counts { get; init; }
}
