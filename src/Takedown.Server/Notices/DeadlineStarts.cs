using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Takedown.Server.Registry;

namespace Takedown.Server.Notices;

/// <summary>Due times of deadlines that start at the same time, cached per policy, tier and kind.</summary>
internal sealed class DeadlineStarts(RegistrySnapshot registry, DateTimeOffset now)
{
    private readonly Dictionary<(string Policy, int Version, Tier Tier, DeadlineKind Kind), DateTimeOffset?> dues = [];

    /// <summary>Due time of a deadline of a notice; null if its policy sets no limit.</summary>
    public DateTimeOffset? DueOf(NoticeRow notice, NoticeDeadline rule)
    {
        var key = (notice.Policy, notice.PolicyVersion, notice.Tier, rule.Kind);
        if (dues.TryGetValue(key, out var due)) return due;
        var policy = registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        return dues[key] = rule.Limit(policy, notice.Tier) is { } limit ? registry.DueAt(policy, limit, now) : null;
    }

    /// <summary>The deadlines a notice would have if it were delivered now.</summary>
    public DeadlinesView Preview(NoticeRow notice, NoticeDeadlines table)
    {
        var deadlines = notice.Status
            .Apply(NoticeCommand.Deliver, now, table, rule => DueOf(notice, rule)).Status.Deadlines;
        return new()
        {
            Acknowledge = deadlines.Find(DeadlineKind.Acknowledge)?.Due,
            Act = deadlines.Find(DeadlineKind.Act)?.Due,
        };
    }
}
