using Takedown.Core.Deadlines;

namespace Takedown.Server.Notices;

/// <summary>
/// The deadlines that every notice has are columns of <c>notices</c>, because each command on a notice reads and writes
/// them. All other deadlines are rows of <c>deadlines</c>.
/// </summary>
internal static class HotDeadlines
{
    public static bool Contains(DeadlineKind kind) =>
        kind is DeadlineKind.Acknowledge or DeadlineKind.Act or DeadlineKind.AnswerInformation or DeadlineKind.Assess;

    public static DeadlineSet Read(NoticeRow n)
    {
        if (n.ActDue is null && n.OtherDeadlines.Count == 0) return DeadlineSet.Empty;
        var (deadlines, count) = (new Deadline[4 + n.OtherDeadlines.Count], 0);
        if (n.AcknowledgeDue is { } acknowledge)
        {
            deadlines[count++] = new(DeadlineKind.Acknowledge, acknowledge, n.AcknowledgeSla);
        }
        if (n.ActDue is { } act) deadlines[count++] = new(DeadlineKind.Act, act, n.ActSla, n.PausedAt);
        if (n.AnswerDue is { } answer) deadlines[count++] = new(DeadlineKind.AnswerInformation, answer);
        if (StoredAssessment.Read(n.Assessment)?.Deadline is { } assess) deadlines[count++] = assess;
        if (n.Provisional is not null)
        {
            foreach (ref var one in deadlines.AsSpan(0, count))
                one = one with { Provisional = StoredProvisional.Read(n.Provisional, one.Kind) };
        }
        foreach (var other in n.OtherDeadlines) deadlines[count++] = other;
        return DeadlineSet.Of(deadlines.AsSpan(0, count));
    }

    /// <summary>The marks of the provisional due times among the columns; null if there is none.</summary>
    public static string? Provisional(DeadlineSet deadlines) =>
        deadlines.HasProvisional ? StoredProvisional.Write([.. deadlines.Where(d => Contains(d.Kind))]) : null;

    /// <summary>The deadlines without columns.</summary>
    public static IReadOnlyList<Deadline> Others(DeadlineSet deadlines)
    {
        foreach (var deadline in deadlines)
        {
            if (!Contains(deadline.Kind)) return [.. deadlines.Where(d => !Contains(d.Kind))];
        }
        return [];
    }
}
