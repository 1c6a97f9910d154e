using Takedown.Core.Notices;

namespace Takedown.Core.Tests.Notices;

/// <summary>The first answer was in time or not; what is contested is the decision that stands.</summary>
public sealed class DecisionTests
{
    private static readonly DateTimeOffset Zero = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, NoticeCommand[], int?> Roads => new()
    {
        { "the answer is no later decision", [NoticeCommand.TakeAction], null },
        { "nor is a late acknowledgement", [NoticeCommand.Reject, NoticeCommand.Acknowledge], null },
        { "the same answer again changes nothing", [NoticeCommand.Reject, NoticeCommand.Reject], null },
        { "a refusal that became a measure", [NoticeCommand.Reject, NoticeCommand.TakeAction], 1 },
        { "a measure that was taken back", [NoticeCommand.TakeAction, NoticeCommand.TakeBack], 1 },
        { "there and back", [NoticeCommand.Reject, NoticeCommand.TakeAction, NoticeCommand.TakeBack], 2 },
        { "a dispute alone decides nothing", [NoticeCommand.Reject, NoticeCommand.Dispute], null },
        { "refused again", [NoticeCommand.Reject, NoticeCommand.Dispute, NoticeCommand.Reject], 2 },
        { "overturned", [NoticeCommand.Reject, NoticeCommand.Dispute, NoticeCommand.TakeAction], 2 },
        {
            "a complaint that was refused",
            [NoticeCommand.TakeAction, NoticeCommand.FileComplaint, NoticeCommand.TakeAction], 2
        },
        { "a withdrawal decides nothing", [NoticeCommand.TakeAction, NoticeCommand.Withdraw], null },
    };

    [Theory]
    [MemberData(nameof(Roads))]
    public void The_decision_that_stands_is_the_last_one(string why, NoticeCommand[] acts, int? last)
    {
        var notice = NoticeStatus.New.Deliver(Zero, null, Zero.AddDays(1)).Status;
        foreach (var (i, act) in acts.Index())
            notice = notice.Apply(act, Day(i), NoticeDeadlines.Default, (_, _) => null).Status;
        Assert.True(notice.DecidedAt == (last is { } day ? Day(day) : null), why);
        Assert.Equal(Day(0), notice.AnsweredAt);
    }

    private static DateTimeOffset Day(int i) => Zero.AddDays(100 * i).AddHours(1);
}
