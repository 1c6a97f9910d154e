using Takedown.Contracts;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>Each breach is escalated to a regulator exactly once.</summary>
internal static class Escalations
{
    public static IEnumerable<string> OfNoticesAreOnePerBreach(Observations t)
    {
        var listed = t.Escalations.Where(e => e.NoticeId is not null).ToLookup(e => e.NoticeId!.Value);
        foreach (var notice in t.Notices.Values)
        {
            var told = t.Timelines[notice.Id].Count(e => e.Type == "escalated");
            var breached = t.Timelines[notice.Id].Count(e => e is { Type: "deadline-breached", Deadline: "act" });
            var found = listed[notice.Id].ToList();
            if (told != breached || found.Count != breached)
                yield return $"{notice.Id}: {breached} breaches, {told} reported as escalated, "
                    + $"{found.Count} escalations";
            foreach (var escalation in found)
            {
                var open = notice.State is NoticeState.Escalated ? EscalationStatus.Open : EscalationStatus.Resolved;
                if (escalation.Status != open)
                    yield return $"{notice.Id} is {notice.State} and its escalation {escalation.Status}";
                if (escalation.Due != notice.Deadlines?.Act)
                    yield return $"{notice.Id} was due {notice.Deadlines?.Act:O} and escalated for {escalation.Due:O}";
            }
        }
        foreach (var strange in listed.Where(l => !t.Notices.ContainsKey(l.Key)))
            yield return $"{strange.Key} is escalated and no notice";
    }

    public static IEnumerable<string> OfAccountActionsAreOnePerBreach(Observations t)
    {
        var listed = t.Escalations.Where(e => e.AccountActionId is not null).CountBy(e => e.AccountActionId!.Value)
            .ToDictionary();
        foreach (var action in t.Inboxes.SelectMany(i => i.AccountActions))
        {
            var expected = action.Status is AccountActionStatus.Escalated ? 1 : 0;
            if (listed.GetValueOrDefault(action.Id) != expected) yield return $"account action {action.Id} is "
                + $"{action.Status} and escalated {listed.GetValueOrDefault(action.Id)} times";
            if (action.Status is AccountActionStatus.Requested && action.Due < t.Now)
                yield return $"account action {action.Id} was due {action.Due:O} and was not breached";
        }
    }
}
