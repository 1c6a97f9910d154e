namespace Takedown.Core.Deadlines;

/// <summary>The kinds of deadlines by whose they are.</summary>
public static class DeadlineKinds
{
    /// <summary>Those of notices and account actions; the others are the regulators'.</summary>
    public static IReadOnlyList<DeadlineKind> OfNotices { get; } =
        [.. Enum.GetValues<DeadlineKind>().Where(k =>
            k is <= DeadlineKind.Restore or DeadlineKind.Review or DeadlineKind.Complaint or DeadlineKind.Mediation
                or DeadlineKind.Assess or DeadlineKind.Completion or DeadlineKind.Proceeding
                or DeadlineKind.AcknowledgeWithdrawal)];
}
