using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;

namespace Takedown.Core.Notices;

/// <summary>
/// More time to act, which a platform may ask for once, before its time is over, where the policy of the notice allows
/// it. A time limit of a law or an order is not extended: their policies allow none.
/// </summary>
public static class ActExtension
{
    /// <summary>The latest due time that may be asked for; null where the policy allows no extension.</summary>
    public static DueTime? Longest(SlaPolicy policy, DateTimeOffset due, CompiledCalendar calendar) =>
        policy.Deadlines.Extension is not { } limit ? null
            // A due time at the end of a day belongs to that day, which is not counted.
            : WorkingDays.Due(limit.Unit is LimitUnit.Working ? due.AddTicks(-1) : due, limit, calendar);

    /// <summary>Code of the reason for which no more time is given; null if it is given.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="isExtended">Whether it was given before.</param>
    /// <param name="asked">The due time that is asked for.</param>
    /// <param name="longest">The latest that the policy allows; null where it allows none.</param>
    /// <param name="now">The current time.</param>
    public static string? FaultOf(
        NoticeStatus notice, bool isExtended, DateTimeOffset asked, DateTimeOffset? longest, DateTimeOffset now) =>
        notice.Deadlines.Find(DeadlineKind.Act) switch
        {
            _ when longest is null => "extension.not-allowed",
            _ when notice.AnsweredAt is not null => "extension.answered",
            { Status: SlaStatus.Breached } => "extension.too-late",
            { } act when act.IsOverdue(now) => "extension.too-late",
            _ when isExtended => "extension.twice",
            { Status: SlaStatus.Running } act => asked <= act.Due ? "extension.not-later"
                : asked > longest ? "extension.too-long" : null,
            _ => "transition.not-allowed",
        };
}
