namespace Takedown.Screens.Subscriptions;

/// <summary>Types of events that a claimant's or a regulator's feed has.</summary>
internal static class EventTypes
{
    public static readonly IReadOnlyList<string> All =
    [
        "accepted", "delivered", "made-available", "delivery-failed", "acknowledged", "information-requested",
        "information-supplied", "information-expired", "action-taken", "rejected", "restored", "withdrawn",
        "deadline-at-risk", "deadline-breached", "deadline-recomputed", "escalated", "subscription-disabled",
        "slowed-down", "slowdown-ended", "counter-noticed", "counter-notice-forwarded", "proceeding-filed",
        "proceeding-ended", "restore-due", "disputed", "deadline-extended",
        "mediation-filed", "mediation-ended", "assessed", "confirmation-required", "confirmed",
        "tier-lowered", "tier-restored", "sender-warned", "sender-lowered", "sender-suspended", "sender-lifted",
        "score-appeal-decided", "account-appeal-decided",
        "found-deficient", "completed", "completion-lapsed", "supersedes", "proceeding-due",
    ];
}
