using Takedown.Contracts;

namespace Takedown.Core.Accounts;

/// <summary>When an account may appeal against a measure, and when the appeal may be decided.</summary>
public static class AppealRules
{
    /// <summary>At least six months from the decision (DSA art. 20(1)); elsewhere ours (P).</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(184);

    /// <summary>Why an appeal is not taken; null if it is.</summary>
    /// <param name="status">Status of the account action.</param>
    /// <param name="takenAt">When the platform took the measure.</param>
    /// <param name="isAppealed">Whether there is an appeal already.</param>
    /// <param name="now">The present time.</param>
    public static string? FilingFault(
        AccountActionStatus status, DateTimeOffset? takenAt, bool isAppealed, DateTimeOffset now) =>
        isAppealed ? "account-appeal.filed"
        : status is not AccountActionStatus.Done ? "account-appeal.no-measure"
        : now > takenAt + Window ? "account-appeal.too-late"
        : null;

    /// <summary>Why an appeal cannot be decided; null if it can.</summary>
    public static string? DecisionFault(bool isAppealed, AppealOutcome? outcome) =>
        !isAppealed ? "account-appeal.none" : outcome is not null ? "account-appeal.decided" : null;
}
