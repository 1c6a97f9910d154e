using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>The rules for all notices hold for those of the sequels.</summary>
internal static class SequelClocks
{
    public static IEnumerable<string> AreLegal(Observations t) =>
        Timelines.AreLegal(t with { Notices = t.Sequels!.Notices, Timelines = t.Sequels.Timelines });

    public static IEnumerable<string> NoneIsOverdue(Observations t) => QuarrelClocks.Overdue(t.Sequels!.Each, t.Now);

    public static IEnumerable<string> AreEscalatedOnce(Observations t) =>
        QuarrelClocks.NotEscalatedOnce(t.Sequels!.Each, t.Sequels.Escalations);
}
