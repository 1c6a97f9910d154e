using Takedown.Contracts;
using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>The figures of a body's forms are its rows, and its acts are in them.</summary>
internal static class Forms
{
    public static IEnumerable<string> EqualTheirRows(Observations t) =>
        from f in t.Bureau.Figures
        where f.Value != f.Ids
        select $"{f.Name} of {f.Month} is {f.Value} and has {f.Ids} rows";

    public static IEnumerable<string> CountEachAct(Observations t)
    {
        var steps = t.Bureau.Cases.SelectMany(c => c.Steps!).ToList();
        int Of(StepKind kind) => steps.Count(s => s.Kind == kind && s.EffectiveAt is not null);
        foreach (var (figure, expected) in new[]
        {
            ("warnings-given", Of(StepKind.Warning)), ("orders-given", t.Bureau.Orders.Count),
            ("orders-overdue", t.Bureau.Orders.Count(o => !o.Fulfilled)),
            ("orders-in-time", t.Bureau.Orders.Count(o => o.Fulfilled)),
            ("complaints-phone", t.Bureau.Leads.Count),
        })
        {
            var counted = t.Bureau.Figures.Where(f => f.Name == figure).Sum(f => f.Value);
            if (counted != expected) yield return $"{figure} is {counted} in all forms, and {expected} were done";
        }
        foreach (var (month, status) in t.Bureau.Filed)
        {
            if (status is not FilingStatus.Submitted)
                yield return $"the form of {month} was submitted and is {status}";
        }
    }
}
