using System.Globalization;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Core.Packs;

namespace Takedown.Core.Tests.Calendars;

/// <summary>Due times beyond the last day of a calendar, and what its next version makes of them.</summary>
public sealed class ProvisionalTests
{
    private static readonly WorkCalendar China = DefaultPack.Calendars.Single(c => c.Code == "CN");

    /// <summary>The State Council swaps Monday 4 January for Sunday 10 January.</summary>
    private static readonly WorkCalendar Next = China with
    {
        Version = 2,
        From = new(2027, 1, 1),
        To = new(2027, 12, 31),
        Holidays = [new(2027, 1, 1), new(2027, 1, 4)],
        WorkedWeekends = [new(2027, 1, 10)],
    };

    [Theory]
    [InlineData("2026-12-30T10:00+08", 1, "2026-12-31T16:00Z", false, "it ends within the last day")]
    [InlineData("2026-12-30T10:00+08", 2, "2027-01-04T16:00Z", true, "one day beyond")]
    [InlineData("2026-12-30T10:00+08", 3, "2027-01-05T16:00Z", true, "case 45: 1 January is a holiday by law")]
    [InlineData("2026-12-31T15:59:59Z", 1, "2027-01-04T16:00Z", true, "the last second there")]
    [InlineData("2024-12-31T10:00+08", 1, "2025-01-02T16:00Z", false, "before the first day nothing is to come")]
    public void A_due_time_beyond_the_last_day_is_provisional(
        string start, int days, string due, bool provisional, string reason)
    {
        var computed = WorkingDays.Due(At(start), Working(days), new CompiledCalendar(China));
        Assert.True(At(due) == computed.At, $"{reason}: {computed.At:O}");
        Assert.Equal(provisional, computed.Provisional is not null);
    }

    [Fact]
    public void Running_time_is_never_provisional() => Assert.Null(WorkingDays.Due(
        At("2026-12-30T10:00+08"), new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromDays(30) },
        new CompiledCalendar(China)).Provisional);

    [Fact]
    public void Days_before_the_next_version_are_those_of_the_version_before()
    {
        var calendar = new CompiledCalendar(Next, [China]);
        Assert.False(calendar.IsWorkingDay(new(2026, 10, 6)));
        Assert.True(calendar.IsWorkingDay(new(2026, 10, 10)));
        Assert.False(calendar.IsWorkingDay(new(2027, 1, 4)));
        Assert.Null(WorkingDays.Due(At("2026-09-30T10:00+08"), Working(90), calendar).Provisional);
    }

    [Fact]
    public void A_year_that_no_version_covers_stays_provisional()
    {
        var calendar = new CompiledCalendar(
            Next with { From = new(2028, 1, 1), To = new(2028, 12, 31), Holidays = [], WorkedWeekends = [] }, [China]);
        Assert.NotNull(WorkingDays.Due(At("2027-06-01T10:00+08"), Working(3), calendar).Provisional);
        Assert.Null(WorkingDays.Due(At("2028-06-01T10:00+08"), Working(3), calendar).Provisional);
    }

    [Fact]
    public void A_later_version_wins_over_an_older_one_for_the_days_of_both()
    {
        var calendar = new CompiledCalendar(China with { Version = 2, Holidays = [] }, [China]);
        Assert.True(calendar.IsWorkingDay(new(2026, 10, 6)));
    }

    [Theory]
    [InlineData(SlaStatus.Running, "2027-01-06T16:00Z", "it runs")]
    [InlineData(SlaStatus.Paused, "2027-01-06T16:00Z", "it will run again")]
    [InlineData(SlaStatus.Breached, "2027-01-05T16:00Z", "a breach stays")]
    [InlineData(SlaStatus.Met, "2027-01-05T16:00Z", "answered")]
    [InlineData(SlaStatus.Late, "2027-01-05T16:00Z", "answered late")]
    [InlineData(SlaStatus.None, "2027-01-05T16:00Z", "cancelled")]
    public void Only_what_still_runs_is_computed_anew(SlaStatus status, string due, string reason)
    {
        var deadline = Provisional() with { Status = status };
        var anew = deadline.Anew(new(Next, [China]), At("2027-01-02T00:00Z"));
        Assert.True(At(due) == anew.Due, $"{reason}: {anew.Due:O}");
    }

    [Fact]
    public void A_version_that_covers_it_makes_it_stand_and_one_that_does_not_leaves_it_provisional()
    {
        var covered = Provisional().Anew(new(Next, [China]), At("2027-01-02T00:00Z"));
        Assert.Null(covered.Provisional);
        Assert.Equal(covered, covered.Anew(new(Next with { Version = 3, Holidays = [] }), At("2027-01-02T00:00Z")));

        var still = Provisional().Anew(new(China with { Version = 2 }), At("2027-01-02T00:00Z"));
        Assert.Equal((At("2027-01-05T16:00Z"), 2), (still.Due, still.Provisional!.Version));
    }

    [Fact]
    public void A_due_time_never_moves_back_to_a_moment_that_has_passed()
    {
        var early = Next with { Holidays = [], WorkedWeekends = [new(2027, 1, 2), new(2027, 1, 3)] };
        Assert.Equal(
            At("2027-01-03T16:00Z"), Provisional().Anew(new(early, [China]), At("2027-01-02T00:00Z")).Due);

        var late = Provisional().Anew(new(early, [China]), At("2027-01-04T00:00Z"));
        Assert.Equal(At("2027-01-05T16:00Z"), late.Due);
        Assert.Null(late.Provisional);
    }

    [Fact]
    public void What_ends_is_provisional_no_more()
    {
        var now = At("2027-01-02T00:00Z");
        Assert.All(
            [Provisional().Stop(now), Provisional().Cancel(), Provisional().Breach()],
            ended => Assert.Null(ended.Provisional));
        Assert.NotNull(Provisional().Pause(now).Resume(now).Provisional);
    }

    [Fact]
    public void A_set_changes_only_where_a_later_version_is_known()
    {
        var set = DeadlineSet.Of(Provisional(), new Deadline(DeadlineKind.Acknowledge, At("2027-01-02T00:00Z")));
        var now = At("2027-01-02T00:00Z");
        Assert.Same(set, set.Anew(_ => new(China), now));
        Assert.Same(set, set.Anew(_ => null, now));
        var anew = set.Anew(_ => new(Next, [China]), now);
        Assert.Equal(At("2027-01-06T16:00Z"), anew.Find(DeadlineKind.Act)!.Value.Due);
        Assert.Equal(set.Find(DeadlineKind.Acknowledge), anew.Find(DeadlineKind.Acknowledge));
        Assert.Equal((true, false), (set.HasProvisional, anew.HasProvisional));
    }

    [Theory]
    [InlineData("2026-11-01T16:00Z", 59)]
    [InlineData("2026-12-31T15:59:59Z", 0)]
    [InlineData("2026-12-31T16:00Z", -1)]
    public void The_days_left_are_those_of_the_calendars_zone(string now, int left) =>
        Assert.Equal(left, new CompiledCalendar(China).DaysLeft(At(now)));

    private static Deadline Provisional()
    {
        var due = WorkingDays.Due(At("2026-12-30T10:00+08"), Working(3), new CompiledCalendar(China));
        return new(DeadlineKind.Act, due.At, Provisional: due.Provisional);
    }

    private static TimeLimit Working(int days) => new() { Unit = LimitUnit.Working, Days = days };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
