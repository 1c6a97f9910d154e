
namespace Takedown.Server.Notices;

/// <summary>Kind of an event. The numbers are stored: append new values only.</summary>
internal enum EventKind
{
    Accepted,
    Delivered,
    DeliveryFailed,
    Acknowledged,
    InformationRequested,
    InformationSupplied,
    InformationExpired,
    ActionTaken,
    Rejected,
    Withdrawn,
    Restored,
    DeadlineAtRisk,
    DeadlineBreached,
    Escalated,
    AccountActionRequested,
    AccountActionAnswered,
    AccountActionBreached,
    AccountActionCancelled,
    MadeAvailable,
    /// <summary>Of the platform itself: its one entry has the id of the platform and why.</summary>
    EndpointDisabled,
    /// <summary>A later version of its calendar moved a provisional due time.</summary>
    DeadlineRecomputed,
    /// <summary>Of the platform itself: a figure of it crossed the threshold of a watch.</summary>
    WatchCrossed,
    /// <summary>Of the platform itself: an authority asks it for information about a case.</summary>
    InformationDemanded,
    /// <summary>Something was decided about the notice in the public record; in no feed.</summary>
    RecordDecided,
    /// <summary>
    /// A researcher's key to the public record was made or revoked: its one entry has its id. It has no platform and is
    /// in no feed.
    /// </summary>
    RecordReaderChanged,
    /// <summary>
    /// Of the reader itself, whose id stands as that of the claimant, with no platform: its one entry has the id of the
    /// subscription and why nothing is posted to it any more.
    /// </summary>
    SubscriptionDisabled,
    /// <summary>Of the claimant itself: the operator lowered its limits; its one entry says why.</summary>
    SlowedDown,
    /// <summary>Of the claimant itself: its limits are what they were.</summary>
    SlowdownEnded,
    /// <summary>The accused filed a counter-notice or a complaint.</summary>
    CounterNoticed,
    /// <summary>The counter-notice arrived in the system of the claimant; the window runs.</summary>
    CounterNoticeForwarded,
    /// <summary>The claimant proved a proceeding in time; the measure stays.</summary>
    ProceedingFiled,
    /// <summary>A proceeding ended.</summary>
    ProceedingEnded,
    /// <summary>The measure must end: the window passed, or the regime restores at once.</summary>
    RestoreDue,
    /// <summary>The claimant disputed a refusal.</summary>
    Disputed,
    /// <summary>The platform was given more time to act.</summary>
    DeadlineExtended,
    /// <summary>A refusal was put before a mediating body.</summary>
    MediationFiled,
    /// <summary>A mediation ended, with or without an outcome.</summary>
    MediationEnded,
    /// <summary>The platform verified the notice and said what it found.</summary>
    Assessed,
    /// <summary>The target is shared with others: a second person of the claimant has to confirm the notice.</summary>
    ConfirmationRequired,
    /// <summary>A second person of the claimant confirmed the notice, which is sent now.</summary>
    Confirmed,
    /// <summary>Of the claimant itself: the rule lowered its tier; its one entry says why.</summary>
    TierLowered,
    /// <summary>Of the claimant itself: the rule gave its tier back.</summary>
    TierRestored,
    /// <summary>Of the claimant itself: a person warned it; its one entry says why.</summary>
    SenderWarned,
    /// <summary>Of the claimant itself: a person lowered its tier.</summary>
    SenderLowered,
    /// <summary>Of the claimant itself: a person suspended it for a time.</summary>
    SenderSuspended,
    /// <summary>Of the claimant itself: a person ended the steps against it.</summary>
    SenderLifted,
    /// <summary>Of the organisation itself: its appeal against its score was decided.</summary>
    ScoreAppealDecided,
    /// <summary>An account appealed against a measure; its one entry has the id of the account action.</summary>
    AccountAppealed,
    /// <summary>
    /// An appeal of an account was decided; upheld, the strikes of the notices are void. Of the account action and of
    /// the notices of each claimant.
    /// </summary>
    AccountAppealDecided,
    /// <summary>The notice lacks curable elements of its regime and is not sent before it is complete.</summary>
    FoundDeficient,
    /// <summary>The claimant completed a deficient notice, which is sent now.</summary>
    Completed,
    /// <summary>A deficient notice was not completed in time.</summary>
    CompletionLapsed,
    /// <summary>Of the new notice: it replaces another, which its entry names.</summary>
    Supersedes,
    /// <summary>A measure against an account was ended before its time; the platform must end it.</summary>
    AccountActionLifted,
}
