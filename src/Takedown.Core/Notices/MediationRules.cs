using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Core.Notices;

/// <summary>A refusal before a mediating body: once for a notice, by either side.</summary>
public static class MediationRules
{
    /// <summary>The command of an outcome.</summary>
    public static NoticeCommand CommandOf(MediationOutcome outcome) => outcome switch
    {
        MediationOutcome.MeasureAgreed => NoticeCommand.AgreeMeasure,
        MediationOutcome.ClaimGivenUp => NoticeCommand.GiveUpClaim,
        MediationOutcome.Failed => NoticeCommand.FailMediation,
    };

    /// <summary>Code of the reason for which no mediation begins; null if it does.</summary>
    public static string? FilingFault(NoticeState state, bool isFiled) =>
        isFiled ? "mediation.filed"
        : state is NoticeState.Rejected or NoticeState.Disputed ? null : "transition.not-allowed";

    /// <summary>Code of the reason for which an outcome is not recorded; null if it is.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="byClaimant">Whether the claimant records it.</param>
    /// <param name="now">The current time.</param>
    public static string? EndingFault(
        NoticeStatus notice, MediationOutcome outcome, bool byClaimant, DateTimeOffset now) =>
        notice.Deadlines.Find(DeadlineKind.Mediation) is not { } running || running.IsOverdue(now) ? "mediation.over"
        : outcome is MediationOutcome.ClaimGivenUp && !byClaimant ? "mediation.claimants-own"
        // What binds a side is recorded by that side.
        : outcome is MediationOutcome.MeasureAgreed && byClaimant ? "mediation.platforms-own"
        : null;
}
