using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Notices;

/// <summary>Due times of deadlines that start at the same time, cached per policy, tier, kind and command.</summary>
internal sealed class DeadlineStarts(RegistrySnapshot registry, DateTimeOffset now)
{
    private readonly Dictionary<(string Policy, int Version, Tier Tier, DeadlineKind Kind, NoticeCommand By), DueTime?>
        dues = [];

    /// <summary>Due time of a deadline that a command starts; null if the notice's policy sets no limit.</summary>
    public DueTime? DueOf(NoticeRow notice, NoticeDeadline rule, NoticeCommand by)
    {
        // The latest time of a range is counted from the end of the window, not from when that was noticed.
        if (by is NoticeCommand.LetCounterWindowExpire && rule.Kind is DeadlineKind.Restore
            && notice.Other(DeadlineKind.CounterWindow) is { } window
            && registry.PolicyOf(notice.Policy, notice.PolicyVersion) is var own && CounterNoticeRoads.HasLatest(own))
            return registry.Due(own, rule.Limit(own, notice.Tier, by)!, window.Due.AddTicks(-1));
        if (rule.Kind is DeadlineKind.Completion && registry.Regimes.TryGetValue(notice.Regime, out var regime))
        {
            return registry.Due(
                registry.PolicyOf(notice.Policy, notice.PolicyVersion), regime.Deficiency.Cure, now);
        }
        var key = (notice.Policy, notice.PolicyVersion, notice.Tier, rule.Kind, by);
        if (dues.TryGetValue(key, out var due)) return due;
        var policy = registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        return dues[key] = rule.Limit(policy, notice.Tier, by) is { } limit ? registry.Due(policy, limit, now) : null;
    }

    /// <summary>The deadlines a notice would have if it were delivered now.</summary>
    public DeadlinesView Preview(NoticeRow notice, NoticeDeadlines table)
    {
        var deadlines = notice.Status
            .Apply(NoticeCommand.Deliver, now, table, (rule, by) => DueOf(notice, rule, by)).Status.Deadlines;
        return new DeadlinesView
        {
            Acknowledge = deadlines.Find(DeadlineKind.Acknowledge)?.Due,
            Assess = deadlines.Find(DeadlineKind.Assess)?.Due,
            Act = deadlines.Find(DeadlineKind.Act)?.Due,
        }.Marked(deadlines);
    }
}
