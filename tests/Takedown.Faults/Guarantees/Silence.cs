using Takedown.Contracts;
using Takedown.Faults.Journals;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Guarantees;

/// <summary>A platform that takes no pushes is not outside the deadlines.</summary>
internal static class Silence
{
    /// <summary>
    /// Each notice of the silent platform was made available in its pull inbox, is breached, and is before a regulator.
    /// </summary>
    public static IEnumerable<string> IsMadeAvailable(Observations t)
    {
        var inbox = t.Inboxes.Single(i => i.Counts.Name == Population.Silent);
        var there = inbox.Fresh.Select(i => i.NoticeId).ToHashSet();
        var escalated = t.Escalations.Select(e => e.NoticeId).ToHashSet();
        foreach (var notice in t.Notices.Values.Where(n => n.PlatformId == inbox.PlatformId))
        {
            if (notice.Delivery.Status != "offered") yield return $"{notice.Id} is {notice.Delivery.Status}";
            if (!there.Contains(notice.Id)) yield return $"{notice.Id} is not in the inbox";
            if (notice.Sla.Status is not SlaStatus.Breached || !escalated.Contains(notice.Id))
                yield return $"{notice.Id} is {notice.Sla.Status} and {notice.State}";
        }
    }
}
