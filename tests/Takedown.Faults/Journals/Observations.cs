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
    public required IReadOnlyList<Held> Held { get; init; }
    public required IReadOnlyDictionary<Guid, NoticeView> Notices { get; init; }
    public required IReadOnlyDictionary<Guid, IReadOnlyList<TimelineEntry>> Timelines { get; init; }
    public required IReadOnlyList<EscalationView> Escalations { get; init; }
    public required BureauRecord Bureau { get; init; }
    /// <summary>What came after answers; null where nobody quarrels.</summary>
    public QuarrelRecord? Quarrels { get; init; }
    /// <summary>Stories of several notices; null where nobody tells any.</summary>
    public SequelRecord? Sequels { get; init; }
    public required IReadOnlyList<SlaPolicy> Policies { get; init; }
    public required ComplianceOverview Overview { get; init; }
    /// <summary>The public record, page by page; empty where nothing fills it.</summary>
    public IReadOnlyList<TransparencyNotice> Record { get; init; } = [];
    /// <summary>The files of evidence that were answered as stored.</summary>
    public IReadOnlyList<FileRecord> Files { get; init; } = [];
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
/// <param name="ClaimantId">The claimant.</param>
/// <param name="Followed">As it was followed.</param>
/// <param name="Fresh">As a new reader sees it.</param>
/// <param name="Posted">As it was posted to the claimant's endpoint, with every repetition.</param>
internal sealed record FeedRecord(
    Guid ClaimantId, IReadOnlyList<FeedItem> Followed, IReadOnlyList<FeedItem> Fresh, IReadOnlyList<FeedItem> Posted);

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

/// <summary>A stored file.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Given">The hash of what each address gives; null for nothing.</param>
/// <param name="TimesStored">How often it was stored, by its custody log.</param>
internal sealed record FileRecord(string Hash, IReadOnlyList<string?> Given, int TimesStored);

/// <summary>A body: what it was told is done, and what is there.</summary>
internal sealed record BureauRecord
{
    /// <summary>Each act on a case that was answered with success, by its word in the history.</summary>
    public required IReadOnlyList<(Guid Case, string Act)> Acts { get; init; }
    /// <summary>The orders in force, and whether they were fulfilled.</summary>
    public required IReadOnlyList<(Guid Case, Guid Step, bool Fulfilled)> Orders { get; init; }
    /// <summary>The leads that were taken in.</summary>
    public required IReadOnlyList<Guid> Leads { get; init; }
    public required IReadOnlyList<CaseView> Cases { get; init; }
    public required IReadOnlyList<LeadView> ListedLeads { get; init; }
    /// <summary>The counted figures of every month, each with the number of ids behind it.</summary>
    public required IReadOnlyList<(string Month, string Name, decimal Value, int Ids)> Figures { get; init; }
    /// <summary>The status of each form that was filed.</summary>
    public required IReadOnlyList<(string Month, FilingStatus? Status)> Filed { get; init; }
}
