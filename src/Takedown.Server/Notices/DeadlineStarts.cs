using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Core.Policies;
using Takedown.Server.Registry;

namespace Takedown.Server.Notices;

/// <summary>Starts clocks for many notices at one moment; notices under one policy share their due times.</summary>
internal sealed class DeadlineStarts(RegistrySnapshot registry, DateTimeOffset now)
{
    private readonly Dictionary<(string, int, Tier), (DateTimeOffset? Acknowledge, DateTimeOffset Act)> dues = [];

    public NoticeChange Deliver(NoticeRow notice, long? seq = null)
    {
        var policy = registry.PolicyVersions[(notice.Policy, notice.PolicyVersion)];
        var (acknowledge, act) = DuesOf(notice, policy);
        var status = notice.Status.Deliver(now, acknowledge, act).Status;
        return new(
            notice,
            notice.With(status, policy) with { DeliveryCode = null, Seq = seq ?? notice.Seq, CalendarVersion = registry.Calendars[policy.Calendar].Version },
            [(EventKind.Delivered, new EventEntry { Id = notice.Id, State = status.State })]);
    }

    public DeadlinesView Dues(NoticeRow notice)
    {
        var (acknowledge, act) = DuesOf(notice, registry.PolicyVersions[(notice.Policy, notice.PolicyVersion)]);
        return new() { Acknowledge = acknowledge, Act = act };
    }

    private (DateTimeOffset? Acknowledge, DateTimeOffset Act) DuesOf(NoticeRow notice, SlaPolicy policy)
    {
        var key = (notice.Policy, notice.PolicyVersion, notice.Tier);
        if (!dues.TryGetValue(key, out var found))
        {
            dues[key] = found = (
                policy.Deadlines.Acknowledge is { } limit ? registry.DueAt(policy, limit, now) : null,
                registry.DueAt(policy, PolicySet.ActLimit(policy, notice.Tier), now));
        }
        return found;
    }
}
