using Takedown.Contracts;
using Takedown.Core.Routing;

namespace Takedown.Core.Cases;

/// <summary>What the guards of a request to carriers and registries look at.</summary>
/// <param name="Level">Level of the body that asks.</param>
/// <param name="HasFinding">
/// Whether the copyright body or the police found against the party: a finding attached, an order or a penalty in the
/// case, a case filed by the police (D09).
/// </param>
/// <param name="HasOpinion">Whether the opinion of the police or the culture body is attached (D10).</param>
/// <param name="IsForeign">Whether the site is hosted abroad or the case crosses the border.</param>
/// <param name="HasTarget">Whether the request says what it is about.</param>
public sealed record RequestFacts(
    RegionLevel Level, bool HasFinding, bool HasOpinion, bool IsForeign, bool HasTarget);

/// <summary>Guards of requests by kind (D05–D13).</summary>
public static class RequestRules
{
    /// <summary>The conditions that a request does not meet.</summary>
    public static IReadOnlyList<MissingGuard> Missing(CaseRequestKind kind, RequestFacts facts)
    {
        var missing = new List<MissingGuard>();
        void Need(bool holds, string code, string pointer)
        {
            if (!holds) missing.Add(new(code, pointer));
        }

        Need(facts.HasTarget, "guard.target", "/target");
        if (kind is CaseRequestKind.ReportAndBlock)
        {
            Need(facts.IsForeign, "guard.foreign", "/target");
            return missing;
        }
        Need(facts.HasFinding, "guard.finding", "/finding");
        if (kind is CaseRequestKind.CancelFiling or CaseRequestKind.RevokeLicence or CaseRequestKind.RevokePermit)
        {
            Need(facts.Level is not RegionLevel.Township, "guard.level", "/kind");
            Need(facts.HasOpinion, "guard.opinion", "/opinion");
        }
        return missing;
    }
}
