using System.Globalization;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Packs;

namespace Takedown.Core.Tests.Calendars;

public sealed class WorkingDaysTests
{
    [Fact]
    public void A_limit_without_a_length_of_its_unit_is_a_bug()
    {
        TimeLimit[] limits =
        [
            new() { Unit = LimitUnit.Running },
            new() { Unit = LimitUnit.Running, Days = 3 },
            new() { Unit = LimitUnit.Running, Duration = TimeSpan.Zero },
            new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromHours(-1) },
            new() { Unit = LimitUnit.Working },
            new() { Unit = LimitUnit.Working, Duration = TimeSpan.FromDays(3) },
            new() { Unit = LimitUnit.Working, Days = 0 },
            new() { Unit = (LimitUnit)9, Days = 1, Duration = TimeSpan.FromDays(1) },
        ];
        Assert.All(limits, l => Assert.Throws<ArgumentException>(() => WorkingDays.DueAt(default, l, Calendar("CN"))));
        Assert.Throws<ArgumentException>(() => new CompiledCalendar(Calendar("CN") with { Zone = "Asia/Atlantis" }));
    }

    [Theory]
    [InlineData("CN", "2025-09-30T10:00+08", 1, "2025-10-09T16:00Z", "National Day 2025: eight days off from the 1st")]
    [InlineData("CN", "2025-09-30T10:00+08", 3, "2025-10-11T16:00Z", "Saturday the 11th is worked")]
    [InlineData("CN", "2025-09-26T18:00+08", 1, "2025-09-28T16:00Z", "so is Sunday the 28th before")]
    [InlineData("CN", "2025-10-03T12:00+08", 1, "2025-10-09T16:00Z", "a start inside the holiday")]
    [InlineData("CN", "2026-09-30T10:00+08", 1, "2026-10-08T16:00Z", "National Day 2026: seven days off")]
    [InlineData("CN", "2026-09-30T10:00+08", 3, "2026-10-10T16:00Z", "Saturday the 10th is worked")]
    [InlineData("CN", "2026-09-18T10:00+08", 1, "2026-09-20T16:00Z", "Sunday the 20th is worked")]
    [InlineData(
        "CN", "2026-02-13T10:00+08", 1, "2026-02-14T16:00Z", "Spring Festival 2026: Saturday the 14th is worked")]
    [InlineData("CN", "2026-02-13T10:00+08", 2, "2026-02-24T16:00Z", "then nine days off")]
    [InlineData("CN", "2026-02-24T10:00+08", 4, "2026-02-28T16:00Z", "Saturday the 28th is worked")]
    [InlineData("CN", "2026-11-20T23:59:59+08", 1, "2026-11-23T16:00Z", "Friday's last second still is Friday")]
    [InlineData("CN", "2026-11-20T16:00Z", 1, "2026-11-23T16:00Z", "Friday in UTC, Saturday there")]
    [InlineData("CN", "2026-11-22T16:00Z", 1, "2026-11-24T16:00Z", "Sunday in UTC, Monday there")]
    [InlineData("CN", "2027-10-08T10:00+08", 1, "2027-10-11T16:00Z", "outside the data, Monday to Friday")]
    [InlineData("CN", "2026-12-31T10:00+08", 1, "2027-01-04T16:00Z", "but 1 January is a holiday by law")]
    [InlineData("CN", "2026-12-30T10:00+08", 3, "2027-01-05T16:00Z", "from Wednesday, three days later")]
    [InlineData("CN", "2027-04-30T10:00+08", 1, "2027-05-03T16:00Z", "1 and 2 May 2027 are a weekend")]
    [InlineData("CN", "2028-04-28T10:00+08", 1, "2028-05-03T16:00Z", "1 and 2 May 2028 are Monday and Tuesday")]
    [InlineData("CN", "2029-09-30T10:00+08", 1, "2029-10-04T16:00Z", "1 to 3 October, for ever")]
    [InlineData("US-FEDERAL", "2030-07-03T15:00Z", 1, "2030-07-06T04:00Z", "4 July 2030 is a Thursday")]
    [InlineData("US-FEDERAL", "2030-12-24T15:00Z", 1, "2030-12-27T05:00Z", "Christmas 2030")]
    [InlineData("WEEKDAYS", "2030-12-31T10:00Z", 1, "2031-01-02T00:00Z", "it knows no holidays")]
    [InlineData("US-FEDERAL", "2026-11-25T15:00Z", 1, "2026-11-28T05:00Z", "Thanksgiving 2026 is the 26th")]
    [InlineData("US-FEDERAL", "2026-11-25T15:00Z", 10, "2026-12-11T05:00Z", "512(g): ten business days")]
    [InlineData("US-FEDERAL", "2026-11-25T15:00Z", 14, "2026-12-17T05:00Z", "and fourteen")]
    [InlineData("US-FEDERAL", "2025-11-26T15:00Z", 1, "2025-11-29T05:00Z", "Thanksgiving 2025 is the 27th")]
    [InlineData("US-FEDERAL", "2026-11-25T03:00Z", 1, "2026-11-26T05:00Z", "still the 24th in New York")]
    [InlineData("US-FEDERAL", "2026-07-02T15:00Z", 1, "2026-07-07T04:00Z", "the 4th is a Saturday, observed on Friday")]
    [InlineData(
        "US-FEDERAL", "2027-12-30T15:00Z", 1, "2028-01-04T05:00Z", "New Year 2028 is observed on the last of 2027")]
    [InlineData(
        "US-FEDERAL", "2026-03-06T17:00Z", 1, "2026-03-10T04:00Z",
        "clocks go forward on Sunday the 8th: 24:00 is an hour earlier")]
    [InlineData(
        "US-FEDERAL", "2026-10-30T16:00Z", 1, "2026-11-03T05:00Z", "clocks go back on Sunday the 1st: an hour later")]
    public void Working_days_end_at_24_00_there(string calendar, string start, int days, string due, string reason) =>
        Same(due, WorkingDays.DueAt(At(start), Working(days), Calendar(calendar)), reason);

    [Fact]
    public void Where_midnight_does_not_exist_the_day_ends_where_it_would_be()
    {
        var cairo = Calendar("WEEKDAYS") with { Zone = "Africa/Cairo" };
        Same(
            "2026-04-23T22:00Z", WorkingDays.DueAt(At("2026-04-22T10:00Z"), Working(1), cairo),
            "Friday the 24th begins at 01:00");
    }

    [Theory]
    [InlineData("2026-09-30T10:00+08", "PT24H", "2026-10-01T02:00Z", "holidays do not stop it")]
    [InlineData(
        "2026-03-07T12:00-05", "PT24H", "2026-03-08T17:00Z", "24 hours are 24 hours when the clocks go forward")]
    [InlineData("2026-10-31T12:00-04", "P1D", "2026-11-01T16:00Z", "and when they go back")]
    [InlineData("2026-11-21T08:00:00.123Z", "PT30M", "2026-11-21T08:30:00.123Z", "from the very moment")]
    public void Running_time_runs(string start, string duration, string due, string reason)
    {
        var limit = new TimeLimit { Unit = LimitUnit.Running, Duration = System.Xml.XmlConvert.ToTimeSpan(duration) };
        Same(due, WorkingDays.DueAt(At(start), limit, Calendar("US-FEDERAL")), reason);
    }

    private static void Same(string expected, DateTimeOffset actual, string reason)
    {
        Assert.True(At(expected) == actual, $"{reason}: {actual:O}");
        Assert.Equal(TimeSpan.Zero, actual.Offset);
    }

    private static TimeLimit Working(int days) => new() { Unit = LimitUnit.Working, Days = days };

    private static WorkCalendar Calendar(string code) => DefaultPack.Calendars.Single(c => c.Code == code);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
