using Takedown.Contracts;

namespace Takedown.Core.Publications;

/// <summary>What can be done to a publication.</summary>
public enum PublicationAct
{
    /// <summary>A second person approves it.</summary>
    Approve,
    /// <summary>A second person refuses it.</summary>
    Refuse,
    /// <summary>It is withdrawn.</summary>
    Withdraw,
    /// <summary>The decision behind it was changed.</summary>
    Change,
    /// <summary>An exposed platform says something.</summary>
    Reply,
}

/// <summary>The life of a publication: proposed → approved → withdrawn, or refused.</summary>
public static class PublicationRules
{
    /// <summary>Working days to withdraw a published decision that was changed (行政处罚法 48, 85).</summary>
    public const int WithdrawDays = 3;

    /// <summary>The status after an act; null where the act is not possible.</summary>
    public static PublicationStatus? After(PublicationStatus status, PublicationAct act) => (status, act) switch
    {
        (PublicationStatus.Proposed, PublicationAct.Approve) => PublicationStatus.Approved,
        (PublicationStatus.Proposed, PublicationAct.Refuse) => PublicationStatus.Refused,
        // A proposal whose ground is gone is refused.
        (PublicationStatus.Approved, PublicationAct.Withdraw) => PublicationStatus.Withdrawn,
        (PublicationStatus.Approved, PublicationAct.Change) => PublicationStatus.Approved,
        (PublicationStatus.Proposed or PublicationStatus.Approved, PublicationAct.Reply) => status,
        _ => null,
    };

    /// <summary>Whether everybody may read it on a day.</summary>
    public static bool IsPublic(PublicationStatus status, DateOnly? publishOn, DateOnly today) =>
        status is PublicationStatus.Approved && publishOn <= today;
}
