using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;

namespace Takedown.Server.Notices;

/// <summary>A stored notice without its submitted content.</summary>
internal record NoticeRow
{
    public Guid Id { get; init; }
    public Guid BatchId { get; init; }
    public long ItemIndex { get; init; }
    public string? ClientRef { get; init; }
    public Guid ClaimantId { get; init; }
    public Guid PlatformId { get; init; }
    public NoticeState State { get; init; }
    public int Version { get; init; }
    public Tier Tier { get; init; }
    public string Regime { get; init; } = "";
    public string Policy { get; init; } = "";
    public int PolicyVersion { get; init; }
    public string Target { get; init; } = "";
    /// <summary>The function a breach goes to where it is not that of the regime.</summary>
    public string? Function { get; init; }
    /// <summary>Region of the claimant at the acceptance.</summary>
    public string? ClaimantRegion { get; init; }
    /// <summary>Region of the accused, where known.</summary>
    public string? AccusedRegion { get; init; }
    /// <summary>What it is about, as <c>WorkMark</c> numbers it; null before that was stored.</summary>
    public long? Mark { get; init; }
    public byte[]? OpenKey { get; init; }
    public long? Seq { get; init; }
    public DateTimeOffset AcceptedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    /// <summary>When a later decision than the answer was given, if one was.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset? AcknowledgeDue { get; init; }
    public SlaStatus AcknowledgeSla { get; init; }
    public DateTimeOffset? ActDue { get; init; }
    public SlaStatus ActSla { get; init; }
    public int? CalendarVersion { get; init; }
    public DateTimeOffset? AnswerDue { get; init; }
    public DateTimeOffset? PausedAt { get; init; }
    /// <summary>The marks of the provisional due times among these columns; nearly always null.</summary>
    public string? Provisional { get; init; }
    public int Reminders { get; init; }
    public DateTimeOffset? NextDueAt { get; init; }
    public int DeliveryFailures { get; init; }
    public string? DeliveryCode { get; init; }
    /// <summary>Time of the next push after a failed one.</summary>
    public DateTimeOffset? NextPushAt { get; init; }
    /// <summary>Whether the notice was made available and no push of it has been confirmed.</summary>
    public bool Offered { get; init; }
    public Measure? Measure { get; init; }
    public string? Reason { get; init; }
    public string? PlatformRef { get; init; }
    public string? AccountId { get; init; }
    public string? AccountName { get; init; }
    public string? Supplements { get; init; }
    /// <summary>More time to act, once it was given (JSON).</summary>
    public string? Extension { get; init; }
    /// <summary>The finding of the platform and its deadline (JSON).</summary>
    public string? Assessment { get; init; }
    /// <summary>The corrections of the platform's answer (JSON).</summary>
    public string? Corrections { get; init; }
    /// <summary>The removed notice whose work was uploaded again.</summary>
    public Guid? ReuploadOf { get; init; }
    /// <summary>Whether that is another claimant's.</summary>
    public bool ReuploadByOther { get; init; }
    public string EventIds { get; init; } = "";

    /// <summary>The claimant's own data, if it reads the notice.</summary>
    public string? Metadata { get; init; }

    /// <summary>Deadlines stored as rows of <c>deadlines</c>.</summary>
    public IReadOnlyList<Deadline> OtherDeadlines { get; init; } = [];

    public NoticeStatus Status => new()
    {
        State = State,
        AcceptedAt = AcceptedAt,
        DeliveredAt = DeliveredAt,
        AcknowledgedAt = AcknowledgedAt,
        AnsweredAt = AnsweredAt,
        DecidedAt = DecidedAt,
        Deadlines = HotDeadlines.Read(this),
        Reminders = Reminders,
    };

    /// <summary>The row with a new status. A notice that is no longer open releases its open key.</summary>
    public NoticeRow With(NoticeStatus status, NoticeDeadlines table, SlaPolicy policy)
    {
        var (deadlines, act) = (status.Deadlines, status.Deadlines.Find(DeadlineKind.Act));
        return this with
        {
            State = status.State,
            Version = Version + 1,
            OpenKey = Lifecycle.IsOpen(status.State) ? OpenKey : null,
            DeliveredAt = status.DeliveredAt,
            AcknowledgedAt = status.AcknowledgedAt,
            AnsweredAt = status.AnsweredAt,
            DecidedAt = status.DecidedAt,
            AcknowledgeDue = deadlines.Find(DeadlineKind.Acknowledge)?.Due,
            AcknowledgeSla = deadlines.StatusOf(DeadlineKind.Acknowledge),
            ActDue = act?.Due,
            ActSla = act?.Status ?? SlaStatus.None,
            PausedAt = act?.PausedAt,
            AnswerDue = deadlines.Find(DeadlineKind.AnswerInformation)?.Due,
            Assessment = StoredAssessment.With(Assessment, deadlines.Find(DeadlineKind.Assess)),
            Provisional = HotDeadlines.Provisional(deadlines),
            OtherDeadlines = HotDeadlines.Others(deadlines),
            Reminders = status.Reminders,
            NextDueAt = status.NextDue(table, policy.Reminders),
        };
    }

    public AccountRef? Account => AccountId is null ? null : new() { Id = AccountId, Name = AccountName };

    public IReadOnlyList<Supplement>? SupplementList =>
        Supplements is null ? null : JsonSerializer.Deserialize(Supplements, StoredJson.Default.ListSupplement);

    public NoticeExtension? ExtensionView => Extension is null ? null
        : JsonSerializer.Deserialize(Extension, StoredJson.Default.NoticeExtension);

    /// <summary>When the decision that stands was given; former corrections have a time of their own.</summary>
    public DateTimeOffset? StandsSince => DecidedAt ?? StoredCorrections.Read(Corrections)?.At ?? AnsweredAt;

    public DeadlinesView Deadlines
    {
        get
        {
            var view = new DeadlinesView
            {
                Acknowledge = AcknowledgeDue,
                Assess = StoredAssessment.Read(Assessment)?.Due,
                Act = ActDue,
                AnswerInformation = AnswerDue,
                Restore = RestoreDeadline?.Due,
                AcknowledgeWithdrawal = Other(DeadlineKind.AcknowledgeWithdrawal)?.Due,
                CounterWindow = Other(DeadlineKind.CounterWindow)?.Due,
                Review = (Other(DeadlineKind.Complaint) ?? Other(DeadlineKind.Review))?.Due,
                Mediation = Other(DeadlineKind.Mediation)?.Due,
                Proceeding = Other(DeadlineKind.Proceeding)?.Due,
                Completion = Other(DeadlineKind.Completion)?.Due,
            };
            return HasProvisional ? view.Marked(HotDeadlines.Read(this)) : view;
        }
    }

    /// <summary>Whether one of the due times is provisional.</summary>
    public bool HasProvisional
    {
        get
        {
            if (Provisional is not null) return true;
            foreach (var deadline in OtherDeadlines)
            {
                if (deadline.Provisional is not null) return true;
            }
            return false;
        }
    }

    /// <summary>The deadline of the end of the measure; null before it must end.</summary>
    public Deadline? RestoreDeadline => Other(DeadlineKind.Restore);

    /// <summary>A deadline that is a row of <c>deadlines</c>; null where there is none.</summary>
    public Deadline? Other(DeadlineKind kind)
    {
        foreach (var deadline in OtherDeadlines)
        {
            if (deadline.Kind == kind) return deadline;
        }
        return null;
    }

    /// <summary>The removal after which the work was uploaded again. No claimant learns of another's notice.</summary>
    public Guid? ReuploadFor(OrganisationKind reader) =>
        ReuploadByOther && reader is OrganisationKind.Claimant ? null : ReuploadOf;

    public NoticeView View(NoticeInput? content = null) => new()
    {
        Id = Id,
        BatchId = BatchId,
        Index = SameTarget.IndexOf(ItemIndex),
        ClientRef = ClientRef,
        ClaimantId = ClaimantId,
        PlatformId = PlatformId,
        State = State,
        Version = Version,
        Tier = Tier,
        Regime = Regime,
        ClaimantRegion = ClaimantRegion,
        AccusedRegion = AccusedRegion,
        CanonicalUrl = Target.StartsWith("http", StringComparison.Ordinal) ? Target : null,
        AcceptedAt = AcceptedAt,
        DeliveredAt = DeliveredAt,
        Delivery = new()
        {
            Status = Offered ? "offered"
                : DeliveredAt is not null ? "delivered" : DeliveryCode is not null ? "failed" : "pending",
            Failures = DeliveryFailures,
            Code = DeliveryCode,
        },
        Deadlines = DeliveredAt is null && State is not NoticeState.Deficient ? null : Deadlines,
        Sla = new()
        {
            Status = ActSla,
            Acknowledge = AcknowledgeSla,
            Assess = StoredAssessment.Read(Assessment)?.Deadline?.Status,
            Restore = RestoreDeadline?.Status,
            AcknowledgeWithdrawal = Other(DeadlineKind.AcknowledgeWithdrawal)?.Status,
            Review = (Other(DeadlineKind.Complaint) ?? Other(DeadlineKind.Review))?.Status,
            Policy = Policy,
            PolicyVersion = PolicyVersion,
            CalendarVersion = CalendarVersion,
        },
        Measure = Measure,
        Reason = Reason is null ? null : JsonSerializer.Deserialize(Reason, StoredJson.Default.Reason),
        PlatformRef = PlatformRef,
        // The platform's word, or else what the claim named, which counts no strike.
        Account = Account ?? content?.Target?.Account,
        Supplements = SupplementList,
        Assessment = StoredAssessment.Read(Assessment) is { Finding: { } finding, At: { } at }
            ? new() { Finding = finding, At = at } : null,
        Extension = ExtensionView,
        ReuploadOf = ReuploadFor(OrganisationKind.Claimant),
        Metadata = Notices.Metadata.Read(Metadata),
        Notice = content is null || Metadata is null ? content
            : content with { Metadata = Notices.Metadata.Read(Metadata) },
    };
}
