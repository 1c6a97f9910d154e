using Takedown.Contracts;
using static Takedown.Contracts.NoticeState;

namespace Takedown.Core.Notices;

/// <summary>
/// Several claimants may name one target. Who ends the access to it for everybody may answer all of them at once; a
/// refusal is about one claim.
/// </summary>
public static class SettlingRules
{
    /// <summary>Whether an answer may settle the notices of others about the same target.</summary>
    public static bool MaySettle(ResponseKind? response, Measure? measure) =>
        response is ResponseKind.ActionTaken && measure is Measure.Removed or Measure.Blocked
            or Measure.LinkDisconnected or Measure.Delisted or Measure.AccessStopped;

    /// <summary>Whether a notice still waits for the platform's measure.</summary>
    public static bool Waits(NoticeState state) => state switch
    {
        Delivered or Acknowledged or InformationRequested or Escalated or Disputed => true,
        Accepted or Deficient or ActionClaimed or Removed or Rejected or CounterNoticed or AwaitingClaimant
            or LitigationHold or RestoreDue or Reinstated or Withdrawn or Closed => false,
    };

    /// <summary>
    /// Whether an answer settles a notice of another claimant. A repeated answer, which may be an old message, says
    /// nothing about what was reported after the platform had acted.
    /// </summary>
    /// <param name="state">State of the other notice.</param>
    /// <param name="delivered">When the other notice was delivered.</param>
    /// <param name="answered">When the notice that is answered had been answered before; null if it had not.</param>
    public static bool Settles(NoticeState state, DateTimeOffset? delivered, DateTimeOffset? answered) =>
        Waits(state) && delivered is { } at && (answered is null || at <= answered);
}
