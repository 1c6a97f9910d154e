using FsCheck;
using FsCheck.Fluent;
using Takedown.Core.Supervision;

namespace Takedown.Core.Tests.Supervision;

public sealed class ReportScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 15, "the first report")]
    [InlineData(15, 10, 30, "an early report does not bring the next one forward")]
    [InlineData(15, 15, 30, "on the due time")]
    [InlineData(15, 20, 30, "a late report does not put off the next one")]
    [InlineData(15, 35, 45, "a report that is later than the next due time stands for both")]
    [InlineData(30, 1, 45, "a second early report is for the one after")]
    public void The_next_report_is_due(int due, int now, int next, string why) => Assert.True(
        Start.AddDays(next) == ReportSchedule.Next(
            Start, ReportSchedule.Usual, Start.AddDays(due), Start.AddDays(now)), why);

    [Fact]
    public void It_is_later_than_now_and_than_the_last_and_stands_at_a_multiple() =>
        Prop.ForAll(
            Gen.Choose(1, 90).ToArbitrary(), Gen.Choose(0, 100_000).ToArbitrary(), Gen.Choose(0, 100_000).ToArbitrary(),
            (days, due, now) =>
            {
                var every = TimeSpan.FromDays(days);
                var (last, at) = (Start.AddMinutes(due), Start.AddMinutes(now));
                var next = ReportSchedule.Next(Start, every, last, at);
                return next > at && next > last && (next - Start).Ticks % every.Ticks == 0
                    && next - every <= (at > last ? at : last);
            }).QuickCheckThrowOnFailure();
}
