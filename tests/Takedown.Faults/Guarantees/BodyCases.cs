using Takedown.Contracts;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>What a body did about infringements is done, once, and its orders run out.</summary>
internal static class BodyCases
{
    public static IEnumerable<string> HaveEachActOnce(Observations t)
    {
        var told = t.Bureau.Acts.GroupBy(a => a.Case).ToDictionary(
            g => g.Key, g => g.CountBy(a => a.Act).ToDictionary());
        foreach (var one in t.Bureau.Cases)
        {
            if (!told.Remove(one.Id, out var acts))
            {
                yield return $"case {one.Id} is there, and nobody was told that it was opened";
                continue;
            }
            // What nobody did is the sweep's.
            var found = one.History!.Where(a => a.OrganisationId is not null).CountBy(a => a.Act).ToDictionary();
            foreach (var act in acts.Keys.Union(found.Keys))
            {
                var (expected, there) = (acts.GetValueOrDefault(act), found.GetValueOrDefault(act));
                if (expected != there) yield return
                    $"case {one.Id}: {act} was acknowledged {expected} times and is in the history {there} times";
            }
        }
        foreach (var lost in told.Keys) yield return $"case {lost} was opened and is not there";
        foreach (var lost in t.Bureau.Leads.Except(t.Bureau.ListedLeads.Select(l => l.Id)))
            yield return $"lead {lost} was taken in and is not there";
        foreach (var strange in t.Bureau.ListedLeads.Select(l => l.Id).Except(t.Bureau.Leads))
            yield return $"lead {strange} is there, and nobody was told that it was taken in";
    }

    public static IEnumerable<string> MarkEachOverdueOrder(Observations t)
    {
        var cases = t.Bureau.Cases.ToDictionary(c => c.Id);
        foreach (var (id, step, fulfilled) in t.Bureau.Orders)
        {
            var one = cases[id];
            var order = one.Steps!.First(s => s.Id == step);
            var marks = one.History!.Count(a => a.Act == "order-overdue");
            if (order.Due >= t.Now) yield return $"the order {step} is not due before the end of the run";
            if (fulfilled && order.State is not StepState.Fulfilled)
                yield return $"the order {step} was fulfilled and is {order.State}";
            if (!fulfilled && (order.State, one.State, marks) is not (StepState.Overdue, CaseState.Overdue, 1))
                yield return $"the order {step} ran over on {order.Due:O}: it is {order.State}, its case {one.State}, "
                    + $"and {marks} entries say so";
        }
    }
}
