using Takedown.Contracts;
using Takedown.Core.Policies;

namespace Takedown.Core.Notices;

/// <summary>What a counter-notice leads to under the rule of a policy.</summary>
public enum CounterNoticeRoad
{
    /// <summary>The rule knows none, or leaves it to a court: the counter-notice is refused.</summary>
    None,
    /// <summary>The claimant has a time to prove a proceeding; then the measure ends.</summary>
    Wait,
    /// <summary>The measure ends at once.</summary>
    RestoreAtOnce,
    /// <summary>The platform decides about it itself.</summary>
    Complaint,
}

/// <summary>The rules of counter-notices (<c>Packs/README.md</c>, "Counter-notices").</summary>
public static class CounterNoticeRoads
{
    /// <summary>Time to prove a proceeding after a live event, for which no rule names one. Ours (P).</summary>
    public static readonly TimeLimit DefaultWindow =
        new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromDays(15) };

    /// <summary>The road under a policy.</summary>
    public static CounterNoticeRoad RoadOf(SlaPolicy policy) => policy.CounterNotice.Kind switch
    {
        "wait" or "after-event" => CounterNoticeRoad.Wait,
        "restore-at-once" => CounterNoticeRoad.RestoreAtOnce,
        "complaint" => CounterNoticeRoad.Complaint,
        _ => CounterNoticeRoad.None,
    };

    /// <summary>The command that files a counter-notice on a road.</summary>
    public static NoticeCommand Filing(CounterNoticeRoad road) => road is CounterNoticeRoad.Complaint
        ? NoticeCommand.FileComplaint : NoticeCommand.FileCounterNotice;

    /// <summary>What follows at once from a filed counter-notice; null where the platform decides.</summary>
    public static NoticeCommand? Following(CounterNoticeRoad road) => road switch
    {
        CounterNoticeRoad.Wait => NoticeCommand.ForwardCounterNotice,
        CounterNoticeRoad.RestoreAtOnce => NoticeCommand.RestoreAtOnce,
        CounterNoticeRoad.None or CounterNoticeRoad.Complaint => null,
    };

    /// <summary>The time to prove a proceeding.</summary>
    public static TimeLimit? WindowOf(SlaPolicy policy) =>
        RoadOf(policy) is CounterNoticeRoad.Wait ? policy.CounterNotice.Window ?? DefaultWindow : null;

    /// <summary>Whether a measure must end by a latest time after the start of the window.</summary>
    public static bool HasLatest(SlaPolicy policy) => policy.CounterNotice is { Latest: not null, Window: not null };

    /// <summary>
    /// The time to end a measure. After a window with a latest time it is what lies between the two (17 U.S.C.
    /// § 512(g): not less than 10 and not more than 14 business days).
    /// </summary>
    public static TimeLimit RestoreLimit(SlaPolicy policy, NoticeCommand by)
    {
        var usual = policy.Deadlines.Restore ?? Limits.Restore;
        if (by is not NoticeCommand.LetCounterWindowExpire) return usual;
        return policy.CounterNotice switch
        {
            { Window: { Unit: LimitUnit.Working, Days: { } days }, Latest: { Unit: LimitUnit.Working, Days: { } most } }
                when most > days => new() { Unit = LimitUnit.Working, Days = most - days },
            { Window: { Unit: LimitUnit.Running, Duration: { } time },
                Latest: { Unit: LimitUnit.Running, Duration: { } most } }
                when most > time => new() { Unit = LimitUnit.Running, Duration = most - time },
            _ => usual,
        };
    }
}
