using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;

namespace Takedown.Core.Tests.Notices;

/// <summary>Commands and deadlines of a notice in the words of the tests, over the table every notice has.</summary>
internal static class NoticeStatusReading
{
    private static readonly NoticeDeadlines Table = NoticeDeadlines.Default;

    extension(NoticeStatus n)
    {
        public SlaStatus Acknowledge => n.Deadlines.StatusOf(DeadlineKind.Acknowledge);

        public SlaStatus Act => n.Deadlines.StatusOf(DeadlineKind.Act);

        public DateTimeOffset? AcknowledgeDue => n.Deadlines.Find(DeadlineKind.Acknowledge)?.Due;

        public DateTimeOffset? ActDue => n.Deadlines.Find(DeadlineKind.Act)?.Due;

        public DateTimeOffset? PausedAt => n.Deadlines.Find(DeadlineKind.Act)?.PausedAt;
    }

    public static Decision Deliver(
        this NoticeStatus n, DateTimeOffset now, DateTimeOffset? acknowledgeDue, DateTimeOffset actDue,
        NoticeCommand by = NoticeCommand.Deliver) =>
        n.Apply(by, now, Table, (rule, _) => rule.Kind switch
        {
            DeadlineKind.Acknowledge => acknowledgeDue,
            DeadlineKind.Act => actDue,
            _ => null,
        });

    public static Decision Confirm(this NoticeStatus n, DateTimeOffset now) => n.Do(NoticeCommand.Acknowledge, now);

    public static Decision Ask(this NoticeStatus n, DateTimeOffset now, DateTimeOffset answerDue) =>
        n.Apply(NoticeCommand.RequestInformation, now, Table, (_, _) => answerDue);

    public static Decision Supply(this NoticeStatus n, DateTimeOffset now) =>
        n.Do(NoticeCommand.SupplyInformation, now);

    public static Decision TakeAction(this NoticeStatus n, DateTimeOffset now) => n.Do(NoticeCommand.TakeAction, now);

    public static Decision Refuse(this NoticeStatus n, DateTimeOffset now) => n.Do(NoticeCommand.Reject, now);

    public static Decision Restore(this NoticeStatus n) => n.Do(NoticeCommand.Restore, default);

    public static Decision Withdraw(this NoticeStatus n) => n.Do(NoticeCommand.Withdraw, default);

    public static (NoticeStatus Status, IReadOnlyList<DeadlineEvent> Events) Tick(
        this NoticeStatus n, DateTimeOffset now, IReadOnlyList<double> reminders, bool escalates) =>
        n.Tick(now, Table, reminders, escalates, (_, _) => null);

    public static DateTimeOffset? NextDue(this NoticeStatus n, IReadOnlyList<double> reminders) =>
        n.NextDue(Table, reminders);

    private static Decision Do(this NoticeStatus n, NoticeCommand command, DateTimeOffset now) =>
        n.Apply(command, now, Table, (_, _) => null);
}
