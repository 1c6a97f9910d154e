using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Takedown.Core.Packs;

namespace Takedown.Core.Tests.Notices;

/// <summary>When a pushed notice is made available, and how long it is pushed.</summary>
public sealed class OfferTests
{
    [Theory]
    [InlineData(null, "webhook.unreachable", true, "the first failed push")]
    [InlineData(null, "webhook.timeout", true, "it was tried")]
    [InlineData(null, "webhook.status-500", true, "it was tried")]
    [InlineData(null, "webhook.redirect", true, "it was tried")]
    [InlineData(null, "webhook.private-address", true, "the platform's own name leads there")]
    [InlineData(null, "webhook.circuit-open", true, "the platform's failures opened it")]
    [InlineData(null, "webhook.retry-after", true, "the platform's own delay never moves a start")]
    [InlineData(null, "amqp.no-queue", true, "the platform deleted its queue")]
    [InlineData(null, "amqp.refused", true, "the platform's queue is full")]
    [InlineData(null, "amqp.unreachable", false, "our broker")]
    [InlineData(null, "amqp.timeout", false, "our broker")]
    [InlineData(null, "amqp.no-broker", false, "our broker")]
    [InlineData(null, "webhook.secret-unreadable", false, "our configuration")]
    [InlineData("amqp.unreachable", "amqp.no-queue", true, "the first that counts")]
    [InlineData("amqp.no-queue", "amqp.unreachable", false, "it runs already")]
    [InlineData("webhook.status-500", "webhook.timeout", false, "it runs already")]
    [InlineData(null, "webhook.status-410", false, "nothing to wait for")]
    [InlineData("webhook.status-500", "webhook.status-410", false, "nothing to wait for")]
    [InlineData(null, "webhook.disabled", false, "nothing to wait for")]
    public void The_time_starts_with_the_first_push_that_fails_on_the_platforms_side(
        string? before, string code, bool starts, string why) => Assert.True(starts == Offer.Starts(before, code), why);

    [Theory]
    [InlineData("webhook.status-410", true)]
    [InlineData("webhook.disabled", true)]
    [InlineData("webhook.status-404", false)]
    [InlineData("webhook.unreachable", false)]
    [InlineData("amqp.no-queue", false)]
    public void Only_an_endpoint_that_says_so_is_gone(string code, bool gone) => Assert.Equal(gone, Offer.IsGone(code));

    public static TheoryData<NoticeState, bool, bool, bool> Cells()
    {
        var cells = new TheoryData<NoticeState, bool, bool, bool>();
        foreach (var state in Enum.GetValues<NoticeState>())
        {
            foreach (var offered in new[] { false, true })
            {
                foreach (var acknowledged in new[] { false, true })
                {
                    var asked = state is NoticeState.Delivered or NoticeState.Escalated;
                    cells.Add(
                        state, offered, acknowledged,
                        state is NoticeState.Accepted || (asked && offered && !acknowledged));
                }
            }
        }
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_notice_is_pushed_until_it_is_delivered_or_the_platform_shows_that_it_has_it(
        NoticeState state, bool offered, bool acknowledged, bool pushed) => Assert.Equal(pushed, Offer.IsPushed(
            new() { State = state, AcknowledgedAt = acknowledged ? DateTimeOffset.UnixEpoch : null }, offered));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(29, 60)]
    [InlineData(30, 24 * 60)]
    [InlineData(1000, 24 * 60)]
    public void The_pause_doubles_to_an_hour_and_after_a_day_is_a_day(int failures, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Offer.Pause(failures));

    [Fact]
    public void Each_policy_of_the_pack_says_a_quarter_of_an_hour_as_one_that_says_nothing() => Assert.All(
        DefaultPack.Policies, p =>
        {
            Assert.Equal(Offer.Default, p.Deadlines.Offer);
            Assert.Equal(Offer.Default, Offer.Limit(p with { Deadlines = p.Deadlines with { Offer = null } }));
        });

    [Fact]
    public void What_is_made_available_starts_the_clocks_as_a_delivery_does()
    {
        var now = new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);
        NoticeStatus After(NoticeCommand command) =>
            NoticeStatus.New.Apply(command, now, NoticeDeadlines.Default, (_, _) => now.AddHours(1)).Status;

        Assert.Equal(After(NoticeCommand.Deliver), After(NoticeCommand.MakeAvailable));
        Assert.Equal(now, After(NoticeCommand.MakeAvailable).DeliveredAt);
        Assert.Equal(
            [DeadlineKind.Acknowledge, DeadlineKind.Act, DeadlineKind.Assess],
            After(NoticeCommand.MakeAvailable).Deadlines.Select(d => d.Kind));
    }
}
