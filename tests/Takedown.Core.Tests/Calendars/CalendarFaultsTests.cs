using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Packs;

namespace Takedown.Core.Tests.Calendars;

public sealed class CalendarFaultsTests
{
    private static readonly WorkCalendar Good = DefaultPack.Calendars[0];

    public static TheoryData<string, WorkCalendar, string, string> Faulty => new()
    {
        { "no code", Good with { Code = "" }, "/code", "field.required" },
        { "a code that no path can carry", Good with { Code = "CN/1" }, "/code", "value.bad-format" },
        { "lower case", Good with { Code = "cn" }, "/code", "value.bad-format" },
        { "a long code", Good with { Code = new string('A', 41) }, "/code", "value.too-long" },
        { "no zone", Good with { Zone = null! }, "/zone", "field.required" },
        { "no such zone", Good with { Zone = "Asia/Atlantis" }, "/zone", "calendar.unknown-zone" },
        { "a Windows zone", Good with { Zone = "China Standard Time" }, "/zone", "calendar.unknown-zone" },
        {
            "ends before it begins", Good with { To = Good.From.AddDays(-1), Holidays = [], WorkedWeekends = [] },
            "/to", "value.out-of-range"
        },
        { "all of time", Good with { From = DateOnly.MinValue, To = DateOnly.MaxValue }, "/to", "value.out-of-range" },
        { "null holidays", Good with { Holidays = null! }, "/holidays", "field.required" },
        { "null make-up days", Good with { WorkedWeekends = null! }, "/workedWeekends", "field.required" },
        {
            "too many holidays", Good with { Holidays = [.. Enumerable.Range(0, 1001).Select(Good.From.AddDays)] },
            "/holidays", "list.too-long"
        },
        {
            "too many make-up days",
            Good with { WorkedWeekends = [.. Enumerable.Repeat(new DateOnly(2025, 1, 4), 1001)] }, "/workedWeekends",
            "list.too-long"
        },
        {
            "a holiday before the first day", Good with { Holidays = [Good.From.AddDays(-1)] }, "/holidays/0",
            "value.out-of-range"
        },
        {
            "a holiday after the last", Good with { Holidays = [Good.From, Good.To.AddDays(1)] }, "/holidays/1",
            "value.out-of-range"
        },
        { "a holiday twice", Good with { Holidays = [Good.From, Good.From] }, "/holidays/1", "value.duplicate" },
        {
            "a make-up day after the last", Good with { WorkedWeekends = [new(2027, 1, 2)] }, "/workedWeekends/0",
            "value.out-of-range"
        },
        {
            "a make-up day that is a Monday", Good with { WorkedWeekends = [new(2025, 3, 3)] }, "/workedWeekends/0",
            "value.not-allowed"
        },
        {
            "a make-up day that is a holiday",
            Good with { Holidays = [new(2025, 2, 8)], WorkedWeekends = [new(2025, 2, 8)] }, "/workedWeekends/0",
            "value.not-allowed"
        },
        { "no such month", Good with { FixedHolidays = ["01-01", "13-01"] }, "/fixedHolidays/1", "value.bad-format" },
        { "a day no month has", Good with { FixedHolidays = ["02-30"] }, "/fixedHolidays/0", "value.bad-format" },
        { "not MM-DD", Good with { FixedHolidays = ["1-1"] }, "/fixedHolidays/0", "value.bad-format" },
        { "with a year", Good with { FixedHolidays = ["2027-01-01"] }, "/fixedHolidays/0", "value.bad-format" },
        { "a null day", Good with { FixedHolidays = [null!] }, "/fixedHolidays/0", "value.bad-format" },
        {
            "a fixed day twice", Good with { FixedHolidays = ["01-01", "01-01"] }, "/fixedHolidays/1",
            "value.duplicate"
        },
        {
            "too many fixed days", Good with { FixedHolidays = [.. Enumerable.Repeat("01-01", 101)] },
            "/fixedHolidays", "list.too-long"
        },
        {
            "a make-up day that is a fixed holiday",
            Good with { FixedHolidays = ["02-08"], WorkedWeekends = [new(2025, 2, 8)] }, "/workedWeekends/0",
            "value.not-allowed"
        },
        { "no source", Good with { Source = null! }, "/source", "field.required" },
        {
            "no mark", Good with { Source = new SourceMark { Mark = null!, Text = "x" } }, "/source/mark",
            "field.required"
        },
        {
            "an unknown mark", Good with { Source = new SourceMark { Mark = "X", Text = "x" } }, "/source/mark",
            "value.unknown"
        },
        {
            "two marks", Good with { Source = new SourceMark { Mark = "LS", Text = "x" } }, "/source/mark",
            "value.unknown"
        },
        {
            "no clause", Good with { Source = new SourceMark { Mark = "L", Text = " " } }, "/source/text",
            "field.required"
        },
        {
            "a long clause", Good with { Source = new SourceMark { Mark = "L", Text = new string('x', 1001) } },
            "/source/text", "value.too-long"
        },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_is_named_at_its_place(string reason, WorkCalendar calendar, string pointer, string code) =>
        Assert.True(
            CalendarFaults.Check(calendar).Contains(new Fault(pointer, code)),
            $"{reason}: {string.Join(", ", CalendarFaults.Check(calendar))}");

    [Fact]
    public void All_faults_are_named_at_once() =>
        Assert.Equal(
            ["/code", "/zone", "/holidays", "/workedWeekends", "/source"],
            CalendarFaults.Check(
                Good with { Code = null!, Zone = "", Holidays = null!, WorkedWeekends = null!, Source = null! })
                .Select(f => f.Pointer));

    [Fact]
    public void The_longest_lists_allowed_are_allowed() => Assert.Empty(CalendarFaults.Check(Good with
    {
        To = Good.From.AddDays(CalendarFaults.MaxSpan - 1),
        Holidays = [.. Enumerable.Range(0, CalendarFaults.MaxDays).Select(Good.From.AddDays)],
        WorkedWeekends = [],
    }));
}
