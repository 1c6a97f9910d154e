using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Core.Packs;

namespace Takedown.Core.Tests.Calendars;

public sealed class WorkingDaysProperties
{
    private static readonly DateOnly First = new(2026, 1, 1);

    private static readonly Gen<DateOnly> Days = Gen.Choose(0, 364).Select(First.AddDays);

    private static readonly Gen<WorkCalendar> Calendars =
        from zone in Gen.Elements(
            "Asia/Shanghai", "America/New_York", "Africa/Cairo", "Pacific/Apia", "America/Santiago", "Etc/UTC",
            "Asia/Kathmandu")
        from holidays in Days.ListOf()
        from worked in Days.Where(IsWeekend).ListOf()
        from always in Days.ListOf()
        select DefaultPack.Calendars[0] with
        {
            Zone = zone,
            From = First,
            To = First.AddDays(364),
            Holidays = [.. holidays.Distinct()],
            FixedHolidays = [.. always.Select(MonthDay).Distinct().Take(100)],
            WorkedWeekends = [.. worked.Distinct().Except(holidays).Except(always)],
        };

    private static readonly Gen<Case> Cases =
        from calendar in Calendars
        from seconds in Gen.Choose(0, 364 * 86400)
        from days in Gen.Choose(1, 40)
        from other in Days
        select new Case(
            calendar, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds), days, other);

    private static void Holds(Func<Case, bool> property) =>
        Prop.ForAll(Cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Every_generated_calendar_is_one_that_may_be_stored() =>
        Holds(c => CalendarFaults.Check(c.Calendar).Count == 0);

    [Fact]
    public void Due_is_after_start() => Holds(c => Due(c.Calendar, c) > c.Start);

    [Fact]
    public void A_day_more_is_later() => Holds(c => Due(c.Calendar, c with { Days = c.Days + 1 }) > Due(c.Calendar, c));

    [Fact]
    public void A_later_start_is_never_due_earlier() =>
        Holds(c => Due(c.Calendar, c with { Start = c.Start.AddHours(7) }) >= Due(c.Calendar, c));

    [Fact]
    public void A_holiday_more_is_never_due_earlier() =>
        Holds(c => Due(c.Calendar with { Holidays = [.. c.Calendar.Holidays, c.Other] }, c) >= Due(c.Calendar, c));

    [Fact]
    public void A_make_up_day_more_is_never_due_later() =>
        Holds(c =>
            Due(c.Calendar with { WorkedWeekends = [.. c.Calendar.WorkedWeekends, c.Other] }, c) <= Due(c.Calendar, c));

    [Fact]
    public void A_make_up_day_counts() => Holds(c =>
    {
        var calendar =
            new CompiledCalendar(c.Calendar with { WorkedWeekends = [.. c.Calendar.WorkedWeekends, c.Other] });
        return !IsWeekend(c.Other) || calendar.IsWorkingDay(c.Other)
            || c.Calendar.FixedHolidays!.Contains(MonthDay(c.Other));
    });

    [Fact]
    public void The_due_day_is_worked_and_so_many_days_were() => Holds(c =>
    {
        var calendar = new CompiledCalendar(c.Calendar);
        var (start, last) = (calendar.DayOf(c.Start), calendar.DayOf(Due(c.Calendar, c).AddTicks(-1)));
        var worked =
            Enumerable.Range(1, last.DayNumber - start.DayNumber).Count(i => calendar.IsWorkingDay(start.AddDays(i)));
        return calendar.IsWorkingDay(last) && worked == c.Days;
    });

    [Fact]
    public void A_fixed_holiday_is_off_in_every_year() => Holds(c =>
    {
        var calendar = new CompiledCalendar(c.Calendar with { FixedHolidays = [MonthDay(c.Other)] });
        return Enumerable.Range(-50, 100).All(years => !calendar.IsWorkingDay(c.Other.AddYears(years)));
    });

    [Fact]
    public void A_due_time_is_provisional_if_and_only_if_it_ends_beyond_the_calendar() => Holds(c =>
    {
        var calendar = new CompiledCalendar(c.Calendar);
        var due = WorkingDays.Due(c.Start, Limit(c), calendar);
        return due.At == Due(c.Calendar, c)
            && (due.Provisional is not null) == (calendar.DayOf(due.At.AddTicks(-1)) > c.Calendar.To);
    });

    [Fact]
    public void The_next_version_says_what_it_would_have_said_at_the_start_and_a_pause_stays() => Holds(c =>
    {
        var (before, next) = (new CompiledCalendar(c.Calendar), Next(c));
        var due = WorkingDays.Due(c.Start, Limit(c), before);
        var paused = TimeSpan.FromHours(c.Days);
        var running = new Deadline(DeadlineKind.Act, due.At + paused, Provisional: due.Provisional);

        var anew = running.Anew(next, c.Start);

        return due.Provisional is null ? anew == running
            : anew.Due == WorkingDays.DueAt(c.Start, Limit(c), next) + paused && anew.Provisional is null;
    });

    /// <summary>The next version, of the next year alone, whose first day is off as is the other day.</summary>
    private static CompiledCalendar Next(Case c) => new(
        c.Calendar with
        {
            Version = 2,
            From = c.Calendar.To.AddDays(1),
            To = c.Calendar.To.AddDays(365),
            Holidays = [c.Calendar.To.AddDays(1), c.Other.AddDays(365)],
            WorkedWeekends = [],
        },
        [c.Calendar]);

    private static string MonthDay(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    private static TimeLimit Limit(Case c) => new() { Unit = LimitUnit.Working, Days = c.Days };

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static DateTimeOffset Due(WorkCalendar calendar, Case c) =>
        WorkingDays.DueAt(c.Start, Limit(c), calendar);

    private sealed record Case(WorkCalendar Calendar, DateTimeOffset Start, int Days, DateOnly Other);
}
