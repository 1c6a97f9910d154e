using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Compliance;
using Takedown.Core.Packs;
using Takedown.Core.Policies;

namespace Takedown.Core.Tests.Compliance;

/// <summary>What would have breached under another limit.</summary>
public sealed class OtherLimitTests
{
    private const long Hour = 3_600_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly CompiledCalendar Calendar = new(DefaultPack.Calendars.First(c => c.Code == "CN"));
    private static readonly SlaPolicy Day = Policy(new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromDays(1) });

    private static SlaPolicy Policy(TimeLimit act) => DefaultPack.Policies.First(p => p.Code == "CN-MUSIC") is var p
        ? p with { Deadlines = p.Deadlines with { Act = act }, ActByTier = null } : null!;

    [Theory]
    [InlineData(SlaStatus.Met, 24, 10, null, 12, false, false)]
    [InlineData(SlaStatus.Met, 24, 10, null, 8, false, true)]
    [InlineData(SlaStatus.Late, 24, 30, null, 48, true, false)]
    [InlineData(SlaStatus.Breached, 24, null, null, 48, true, true)]
    [InlineData(SlaStatus.Breached, 24, null, null, 200, true, false)]
    [InlineData(SlaStatus.Running, 200, null, null, 300, false, false)]
    [InlineData(SlaStatus.Running, 200, null, null, 10, false, false)]
    [InlineData(SlaStatus.Paused, 24, null, 5, 12, false, false)]
    [InlineData(SlaStatus.Paused, 24, null, 5, 4, false, true)]
    // Paused for six hours: both due times move.
    [InlineData(SlaStatus.Met, 30, 13, null, 8, false, false)]
    [InlineData(SlaStatus.Met, 30, 15, null, 8, false, true)]
    // Answered during a pause, long after the due time that stood still.
    [InlineData(SlaStatus.Met, 24, 90, null, 24, false, false)]
    public void A_limit_is_judged_by_the_times_that_are_stored(
        SlaStatus status, int due, int? answered, int? paused, int other, bool breached, bool would)
    {
        var judge = new OtherLimit(_ => Calendar, Start.AddHours(100));
        var start = Start.ToUnixTimeMilliseconds();
        var limit = new OtherLimit.Limit(
            start, start + (due * Hour), status, start + (answered * Hour), start + (paused * Hour));
        var policy = Policy(new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromHours(other) });
        Assert.Equal(breached, judge.Breached(limit));
        Assert.Equal(would, judge.WouldBreach(limit, Day, policy, Tier.Ordinary));
    }

    [Fact]
    public void Working_days_are_those_of_the_calendar_whatever_the_minute()
    {
        var judge = new OtherLimit(_ => Calendar, Start.AddDays(60));
        var working = Policy(new() { Unit = LimitUnit.Working, Days = 3 });
        for (var minute = 0; minute < 60 * 24 * 7; minute += 7)
        {
            var start = Start.AddMinutes(minute);
            var due = WorkingDays.DueAt(start, PolicySet.ActLimit(working, Tier.Ordinary), Calendar);
            foreach (var (answered, would) in new[] { (due, false), (due.AddMilliseconds(1), true) })
            {
                var limit = new OtherLimit.Limit(
                    start.ToUnixTimeMilliseconds(), start.AddDays(1).ToUnixTimeMilliseconds(), SlaStatus.Late,
                    answered.ToUnixTimeMilliseconds(), null);
                Assert.Equal(would, judge.WouldBreach(limit, Day, working, Tier.Ordinary));
            }
        }
    }
}
