using Takedown.Contracts;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>The public record has each notice that reached its platform once, as it is now.</summary>
internal static class PublicRecords
{
    /// <summary>What the record shows of a timeline. Of other changes it need not have the version.</summary>
    private static readonly HashSet<string> Shown =
    [
        "delivered", "made-available", "acknowledged", "information-requested", "information-supplied",
        "information-expired", "action-taken", "rejected", "withdrawn", "restored", "deadline-breached", "escalated",
    ];

    public static IEnumerable<string> HaveEachNoticeOnce(Observations t)
    {
        foreach (var twice in t.Record.CountBy(n => n.Id).Where(n => n.Value > 1))
            yield return $"{twice.Key} is in the public record {twice.Value} times";
        var shown = t.Record.Select(n => n.Id).ToHashSet();
        var none = new Dictionary<Guid, NoticeView>();
        var all = t.Notices.Concat(t.Quarrels?.Notices ?? none).Concat(t.Sequels?.Notices ?? none).ToDictionary();
        foreach (var missing in all.Values.Where(n => n.DeliveredAt is not null && !shown.Contains(n.Id)))
            yield return $"{missing.Id} is {missing.State} and not in the public record";
        foreach (var id in shown.Where(id => !all.TryGetValue(id, out var n) || n.DeliveredAt is null))
            yield return $"{id} is in the public record and did not reach a platform";
    }

    public static IEnumerable<string> ShowEachAsItIs(Observations t)
    {
        foreach (var shown in t.Record)
        {
            if (!t.Notices.TryGetValue(shown.Id, out var notice)) continue;
            var line = t.Timelines[shown.Id];
            if ((shown.State, shown.Sla, shown.Measure) != (notice.State, notice.Sla.Status, notice.Measure))
            {
                yield return $"{shown.Id} is public as {shown.State}, {shown.Sla}, {shown.Measure} and is "
                    + $"{notice.State}, {notice.Sla.Status}, {notice.Measure}";
            }
            if (!shown.History.Select(h => (h.At, h.Type)).SequenceEqual(
                line.Where(e => Shown.Contains(e.Type)).Select(e => (e.At, e.Type))))
                yield return $"{shown.Id} has another history in the public record than in its timeline";
            if (shown.Version > notice.Version || (shown.Version < notice.Version && Shown.Contains(line[^1].Type)))
                yield return $"{shown.Id} is public in version {shown.Version} and has version {notice.Version}";
        }
    }
}
