using Takedown.Contracts;
using Takedown.Core.Deadlines;

namespace Takedown.Server.Notices;

/// <summary>
/// The deadlines that every notice has are columns of <c>notices</c>, because each act on a notice reads and writes
/// them. All others are rows of <c>deadlines</c>.
/// </summary>
internal static class HotDeadlines
{
    public static bool Contains(DeadlineKind kind) =>
        kind is DeadlineKind.Acknowledge or DeadlineKind.Act or DeadlineKind.AnswerInformation;

    public static DeadlineSet Read(NoticeRow n)
    {
        var deadlines = new List<Deadline>(3);
        if (n.AcknowledgeDue is { } acknowledge)
            deadlines.Add(new(DeadlineKind.Acknowledge, acknowledge, n.AcknowledgeSla));
        if (n.ActDue is { } act) deadlines.Add(new(DeadlineKind.Act, act, n.ActSla, n.PausedAt));
        if (n.AnswerDue is { } answer) deadlines.Add(new(DeadlineKind.AnswerInformation, answer));
        deadlines.AddRange(n.OtherDeadlines);
        return DeadlineSet.Of([.. deadlines]);
    }

    public static NoticeRow Write(NoticeRow n, DeadlineSet deadlines)
    {
        var act = deadlines.Find(DeadlineKind.Act);
        return n with
        {
            AcknowledgeDue = deadlines.Find(DeadlineKind.Acknowledge)?.Due,
            AcknowledgeSla = deadlines.StatusOf(DeadlineKind.Acknowledge),
            ActDue = act?.Due,
            ActSla = act?.Status ?? SlaStatus.None,
            PausedAt = act?.PausedAt,
            AnswerDue = deadlines.Find(DeadlineKind.AnswerInformation)?.Due,
            OtherDeadlines = [.. deadlines.Where(d => !Contains(d.Kind))],
        };
    }
}
