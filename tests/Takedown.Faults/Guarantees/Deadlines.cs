using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>
/// Deadlines start at delivery and have the length set by the stored policy version; an unanswered notice is breached.
/// </summary>
internal static class Deadlines
{
    public static IEnumerable<string> StartAtDelivery(Observations t)
    {
        var policies = t.Policies.ToDictionary(p => (p.Code, p.Version));
        var inboxes = t.Inboxes.SelectMany(i => i.Fresh).DistinctBy(i => i.NoticeId).ToDictionary(i => i.NoticeId);
        foreach (var notice in t.Notices.Values.Where(n => n.State is not NoticeState.Accepted))
        {
            if (notice.DeliveredAt is not { } at || at < notice.AcceptedAt)
            {
                yield return $"{notice.Id} was delivered at {notice.DeliveredAt:O}, accepted at {notice.AcceptedAt:O}";
                continue;
            }
            if (t.Timelines[notice.Id].FirstOrDefault(e => e.Type is "delivered" or "made-available")?.At != at)
                yield return $"{notice.Id}: its timeline has another delivery";
            if (inboxes.TryGetValue(notice.Id, out var item) && item.DeliveredAt != at)
                yield return $"{notice.Id}: its inbox has another delivery";
            var policy = policies[(notice.Sla.Policy, notice.Sla.PolicyVersion)];
            // A re-upload has a higher tier than its claimant.
            var act = policy.ActByTier?.GetValueOrDefault(notice.Tier.Word())?.Duration is { } own
                && own < policy.Deadlines.Act.Duration ? own : policy.Deadlines.Act.Duration;
            if (notice.Deadlines?.Act - at != act) yield return
                $"{notice.Id} is due {notice.Deadlines?.Act - at} after its delivery, not {act}";
            if (notice.Deadlines?.Acknowledge - at != policy.Deadlines.Acknowledge?.Duration) yield return
                $"{notice.Id} is to be acknowledged {notice.Deadlines?.Acknowledge - at} after its delivery";
        }
    }

    /// <summary>
    /// At the end every due time has passed: each delivered notice is either answered or breached, and its status says
    /// so.
    /// </summary>
    public static IEnumerable<string> AreKeptOrBreached(Observations t)
    {
        foreach (var notice in t.Notices.Values.Where(n => n.DeliveredAt is not null))
        {
            var timeline = t.Timelines[notice.Id];
            var answered = timeline.FirstOrDefault(e => e.Type is "action-taken" or "rejected");
            var breaches = timeline.Count(e => e is { Type: "deadline-breached", Deadline: "act" });
            if (answered is null && (breaches != 1 || notice.State is not NoticeState.Escalated))
                yield return $"{notice.Id} was never answered, is {notice.State} and breached {breaches} times";
            if (breaches > 1) yield return $"{notice.Id} was breached {breaches} times";
            var expected = answered is null
                ? SlaStatus.Breached
                : answered.At <= notice.Deadlines?.Act
                ? SlaStatus.Met
                : SlaStatus.Late;
            if (notice.Sla.Status != expected) yield return $"{notice.Id} is {notice.Sla.Status}, not {expected}";
        }
    }
}
