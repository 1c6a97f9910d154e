using Takedown.Contracts;
using static Takedown.Contracts.NoticeState;

namespace Takedown.Core.Notices;

/// <summary>
/// A notice about the same work of the same account as one that was removed before is about a re-upload
/// (<c>Packs/README.md</c>, transition 29).
/// </summary>
public static class ReuploadRules
{
    /// <summary>How long after a removal the same work is a re-upload (K-STAY, 网盘通知 item 5). Ours (P).</summary>
    public static readonly TimeSpan Watch = TimeSpan.FromDays(90);

    /// <summary>
    /// Whether the measure still stands: one that was taken back, or must end, makes nothing a re-upload.
    /// </summary>
    /// <param name="state">State of the removed notice.</param>
    /// <param name="measure">Its measure; none once the platform took it back.</param>
    public static bool Stands(NoticeState state, Measure? measure) => state switch
    {
        Removed or CounterNoticed or AwaitingClaimant or LitigationHold => true,
        // The proceeding upheld the measure.
        Closed => measure is not null,
        Accepted or Deficient or Delivered or Acknowledged or InformationRequested or ActionClaimed or Rejected
            or Disputed or RestoreDue or Reinstated or Withdrawn or Escalated => false,
    };
}
