using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;

namespace Takedown.Core.Tests.Notices;

/// <summary>A proceeding is asked for again and again, and nobody is late with it.</summary>
public sealed class ProceedingTests
{
    private static readonly DateTimeOffset Zero = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_time_that_is_over_begins_anew_from_when_it_was_noticed()
    {
        var (once, first) = Tick(Held, 185);
        Assert.Equal(["ProceedingExpired"], first.Select(e => e.ToString()));
        Assert.Equal(Day(185 + 184), once.Deadlines.Find(DeadlineKind.Proceeding)!.Value.Due);
        Assert.Empty(Tick(once, 185).Events);
        // However long nobody looked, it is asked for once.
        var (twice, second) = Tick(once, 2000);
        Assert.Equal((1, NoticeState.LitigationHold), (second.Count, twice.State));
        Assert.Equal(SlaStatus.Running, twice.Deadlines.StatusOf(DeadlineKind.Proceeding));
    }

    [Theory]
    [InlineData(NoticeCommand.UpholdMeasure, NoticeState.Closed)]
    [InlineData(NoticeCommand.EndMeasure, NoticeState.RestoreDue)]
    public void An_outcome_ends_it_without_a_trace(NoticeCommand outcome, NoticeState state)
    {
        var ended = Held.Apply(outcome, Day(500), NoticeDeadlines.Default, (_, _) => null).Status;
        Assert.Equal(state, ended.State);
        Assert.Null(ended.Deadlines.Find(DeadlineKind.Proceeding));
    }

    private static NoticeStatus Held { get; } = (NoticeStatus.New with { State = NoticeState.AwaitingClaimant })
        .Apply(NoticeCommand.ProveProceeding, Zero, NoticeDeadlines.Default, DueFrom(0)).Status;

    private static Func<NoticeDeadline, NoticeCommand, DueTime?> DueFrom(int day) =>
        (rule, _) => rule.Kind is DeadlineKind.Proceeding ? new(Day(day + 184)) : null;

    private static DateTimeOffset Day(int i) => Zero.AddDays(i);

    private static (NoticeStatus Status, IReadOnlyList<DeadlineEvent> Events) Tick(NoticeStatus notice, int day) =>
        notice.Tick(Day(day), NoticeDeadlines.Default, [], escalates: true, DueFrom(day));
}
