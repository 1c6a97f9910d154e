using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Takedown.Core.Packs;

namespace Takedown.Core.Tests.Notices;

/// <summary>A notice delivered at zero, to be acted on within 24 h, under a policy that gives 12 h more.</summary>
public sealed class ActExtensionTests
{
    private static readonly DateTimeOffset Zero = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly NoticeStatus Delivered = NoticeStatus.New.Deliver(Zero, At(4), At(24)).Status;

    private static DateTimeOffset At(double hours) => Zero.AddHours(hours);

    public static TheoryData<string, NoticeStatus, bool, double, double?, double, string?> Cells => new()
    {
        { "as long as the policy allows", Delivered, false, 36, 36, 1, null },
        { "shorter", Delivered, false, 24.001, 36, 1, null },
        { "at the last moment", Delivered, false, 36, 36, 24, null },
        { "acknowledged", Delivered.Confirm(At(1)).Status, false, 36, 36, 2, null },
        { "the policy allows none", Delivered, false, 36, null, 1, "extension.not-allowed" },
        { "it allows none, and it is answered", Delivered.Refuse(At(1)).Status, false, 36, null, 2,
            "extension.not-allowed" },
        { "answered with a measure", Delivered.TakeAction(At(1)).Status, false, 36, 36, 2, "extension.answered" },
        { "answered with a refusal", Delivered.Refuse(At(1)).Status, false, 36, 36, 2, "extension.answered" },
        { "a moment too late", Delivered, false, 36, 36, 24.001, "extension.too-late" },
        { "breached", Delivered.Tick(At(25), [], escalates: false).Status, false, 36, 36, 25, "extension.too-late" },
        { "escalated", Delivered.Tick(At(25), [], escalates: true).Status, false, 36, 36, 25, "extension.too-late" },
        { "a second time", Delivered, true, 36, 36, 1, "extension.twice" },
        { "a second time, too late", Delivered, true, 36, 36, 25, "extension.too-late" },
        { "the same due time", Delivered, false, 24, 36, 1, "extension.not-later" },
        { "an earlier one", Delivered, false, 20, 36, 1, "extension.not-later" },
        { "longer than allowed", Delivered, false, 36.001, 36, 1, "extension.too-long" },
        { "while the claimant is asked", Delivered.Ask(At(1), At(30)).Status, false, 36, 36, 2,
            "transition.not-allowed" },
        { "withdrawn", Delivered.Withdraw().Status, false, 36, 36, 2, "transition.not-allowed" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void It_is_given_once_in_time_and_as_far_as_the_policy_goes(
        string when, NoticeStatus notice, bool isExtended, double asked, double? longest, double now, string? code) =>
        Assert.True(code == ActExtension.FaultOf(
            notice, isExtended, At(asked), longest is { } hours ? At(hours) : null, At(now)), when);

    [Fact]
    public void It_moves_the_due_time_and_nothing_else()
    {
        var before = Delivered.Confirm(At(1)).Status;
        var decision = Extend(before, At(2), new(At(36)));
        Assert.Equal(Outcome.Applied, decision.Outcome);
        Assert.Equal(
            before with { Deadlines = before.Deadlines.With(new(DeadlineKind.Act, At(36))) }, decision.Status);
        // The breach follows the new time, and so do the reminders.
        Assert.Empty(decision.Status.Tick(At(36), [], escalates: true).Events);
        Assert.Equal(NoticeState.Escalated, decision.Status.Tick(At(36.001), [], escalates: true).Status.State);
        Assert.Equal(At(18), decision.Status.NextDue([0.5]));
        Assert.Equal(SlaStatus.Met, decision.Status.TakeAction(At(30)).Status.Act);
    }

    [Theory]
    [InlineData(24.001, "the due time decides, not the sweep")]
    [InlineData(1000, "however late")]
    public void It_is_refused_after_the_due_time_although_nobody_swept(double now, string why) =>
        Assert.True(Extend(Delivered, At(now), new(At(2000))) == new Decision(Outcome.Refused, Delivered), why);

    [Theory]
    [InlineData("running", "2026-11-24T08:00:00Z", "2026-11-24T20:00:00Z", "12 h from the due time")]
    [InlineData("working", "2026-11-24T08:00:00Z", "2026-11-26T16:00:00Z", "the day of the due time is not counted")]
    [InlineData("working", "2026-11-24T16:00:00Z", "2026-11-26T16:00:00Z", "the end of a day belongs to that day")]
    [InlineData("working", "2026-11-27T16:00:00Z", "2026-12-01T16:00:00Z", "over a weekend")]
    public void Its_length_is_counted_from_the_due_time(string unit, string due, string longest, string why)
    {
        var limit = unit == "running"
            ? new TimeLimit { Unit = LimitUnit.Running, Duration = TimeSpan.FromHours(12) }
            : new() { Unit = LimitUnit.Working, Days = 2 };
        Assert.True(Time(longest) == ActExtension.Longest(With(limit), Time(due), Chinese)!.Value.At, why);
        Assert.Null(ActExtension.Longest(With(null), Time(due), Chinese));
    }

    [Fact]
    public void A_provisional_due_time_stays_provisional()
    {
        var basis = new Provisional("CN", 1, Zero, 3, At(24));
        var deadline = new Deadline(DeadlineKind.Act, At(24), Provisional: basis);
        Assert.Equal(basis, deadline.Extend(At(36)).Provisional);
        // Two days beyond what the calendar covers.
        var longest = ActExtension.Longest(
            With(new() { Unit = LimitUnit.Working, Days = 2 }), Time("2026-12-31T16:00:00Z"), Chinese)!.Value;
        Assert.NotNull(longest.Provisional);
        Assert.Equal(longest.Provisional, deadline.Extend(longest).Provisional);
    }

    private static readonly CompiledCalendar Chinese = new(DefaultPack.Calendars.Single(c => c.Code == "CN"));

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static SlaPolicy With(TimeLimit? extension)
    {
        var policy = DefaultPack.Policies.Single(p => p.Code == "DEFAULT");
        return policy with { Deadlines = policy.Deadlines with { Extension = extension } };
    }

    private static Decision Extend(NoticeStatus notice, DateTimeOffset now, DueTime due) =>
        notice.Apply(NoticeCommand.Extend, now, NoticeDeadlines.Default, (_, _) => due);
}
