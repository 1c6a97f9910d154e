using Takedown.Contracts;

namespace Takedown.Core.Complaints;

/// <summary>What may be certified about a platform's answer to a notice.</summary>
public static class Silence
{
    /// <summary>The finding by the state of the notice and of its deadline to act.</summary>
    public static SilenceFinding Of(bool delivered, NoticeState state, SlaStatus act) => (delivered, state, act) switch
    {
        (_, NoticeState.Withdrawn, _) => SilenceFinding.Ended,
        (false, _, _) => SilenceFinding.NotDelivered,
        (_, NoticeState.Rejected, _) => SilenceFinding.Refused,
        (_, _, SlaStatus.Breached) => SilenceFinding.NotActedOn,
        (_, _, SlaStatus.Late) => SilenceFinding.ActedLate,
        (_, _, SlaStatus.Met) => SilenceFinding.ActedOn,
        (_, _, SlaStatus.Running or SlaStatus.Paused) => SilenceFinding.Running,
        (_, _, SlaStatus.None) => SilenceFinding.Ended,
    };
}
