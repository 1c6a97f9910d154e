using Takedown.Contracts;
using Takedown.Faults.Clients;

namespace Takedown.Faults.Journals;

/// <summary>What the sides of the sequels were told, and what is there.</summary>
internal sealed record SequelRecord
{
    public required SequelCast Cast { get; init; }
    public required IReadOnlyList<Guid> Stored { get; init; }
    public required IReadOnlyList<(bool OfAuthor, Guid Notice)> Duplicates { get; init; }
    public required IReadOnlyList<(Guid Notice, string Type)> Acts { get; init; }
    public required IReadOnlyList<(Guid Former, IReadOnlyList<Guid> Accepted)> Replaced { get; init; }
    public required IReadOnlyList<Guid> Deficient { get; init; }
    public required IReadOnlyList<PairRecord> Pairs { get; init; }
    public required IReadOnlyList<(Guid Notice, Guid Of)> Reuploads { get; init; }
    public required IReadOnlyList<SettledRecord> Settled { get; init; }
    public required IReadOnlyList<AppealedRecord> Appeals { get; init; }
    public required IReadOnlyList<StandingChangeKind> Steps { get; init; }
    public required IReadOnlyList<AccountStory> Accounts { get; init; }

    /// <summary>All notices of both platforms, each as it is read alone.</summary>
    public required IReadOnlyDictionary<Guid, NoticeView> Notices { get; init; }
    public required IReadOnlyDictionary<Guid, IReadOnlyList<TimelineEntry>> Timelines { get; init; }
    public required IReadOnlyList<EscalationView> Escalations { get; init; }
    public required IReadOnlyList<(RecallView Recall, IReadOnlyList<RecallResult> Results)> Recalls { get; init; }
    /// <summary>Each inbox as it was followed, and as a new reader sees it.</summary>
    public required IReadOnlyList<(IReadOnlyList<InboxItem> Followed, IReadOnlyList<InboxItem> Fresh)> Inboxes
    { get; init; }
    public required IReadOnlyList<ScoreRecord> Scores { get; init; }
    /// <summary>Re-uploads that were removed, by the platform's figures and by the claimant's.</summary>
    public required (long OfPlatform, long OfClaimant) Again { get; init; }
    public required IReadOnlyList<ScoreAppealView> ListedAppeals { get; init; }
    public required IReadOnlyList<StandingChange> ListedSteps { get; init; }
    public required SenderStanding? Standing { get; init; }
    public required IReadOnlyList<AccountActionView> AccountActions { get; init; }
    public required IReadOnlyList<AccountAppealView> AccountAppeals { get; init; }
    /// <summary>The feeds of the author, of the host and of the suspect.</summary>
    public required IReadOnlyList<FeedItem> AuthorFeed { get; init; }
    public required IReadOnlyList<FeedItem> HostFeed { get; init; }
    public required IReadOnlyList<FeedItem> SuspectFeed { get; init; }

    public IEnumerable<(string Name, NoticeView Notice, IReadOnlyList<TimelineEntry> Line)> Each =>
        Notices.Values.Select(n => ("sequel", n, Timelines[n.Id]));

    /// <summary>How often each notice is in an inbox.</summary>
    public Dictionary<Guid, int> Delivered =>
        Inboxes.SelectMany(i => i.Fresh).CountBy(i => i.NoticeId).ToDictionary();
}

/// <summary>An item for two platforms.</summary>
/// <param name="Notices">Its notices.</param>
/// <param name="Again">Those that the same request was answered again.</param>
/// <param name="Listed">Those of the stored results of the batch.</param>
internal sealed record PairRecord(
    IReadOnlyList<Guid> Notices, IReadOnlyList<Guid> Again, IReadOnlyList<Guid> Listed);

/// <summary>A score, and the notices behind each of its parts.</summary>
/// <param name="Owner">Whose score.</param>
/// <param name="IsOfPlatform">Whether that is a platform.</param>
/// <param name="Figures">The figure of each part, and what appeals took out of it.</param>
/// <param name="Behind">The notices behind each part.</param>
internal sealed record ScoreRecord(
    Guid Owner, bool IsOfPlatform, IReadOnlyDictionary<ScorePart, (long Figure, long Excluded)> Figures,
    IReadOnlyDictionary<ScorePart, IReadOnlyList<ScoreNotice>> Behind);
