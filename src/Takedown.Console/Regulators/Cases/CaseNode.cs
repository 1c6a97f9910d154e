using Takedown.Contracts;

namespace Takedown.Screens.Regulators.Cases;

/// <summary>A state of a case on its way, and when it was reached.</summary>
public sealed record CaseNode(CaseState State, DateTimeOffset? At, bool IsNow)
{
    /// <summary>The states in their order, each with the time of the step that led to it.</summary>
    public static IReadOnlyList<CaseNode> Of(CaseView c) =>
        [.. Enum.GetValues<CaseState>().Where(s => s is not CaseState.Overdue || c.State == s || Ran(c) is not null)
            .Select(s => new CaseNode(s, ReachedAt(c, s), c.State == s))];

    private static DateTimeOffset? ReachedAt(CaseView c, CaseState state) => state switch
    {
        CaseState.Accepted => c.OpenedAt,
        CaseState.Warned => First(c, StepKind.Warning),
        CaseState.Talked => First(c, StepKind.Talk),
        CaseState.Ordered => First(c, StepKind.RectificationOrder),
        CaseState.Corrected => Orders(c).Select(o => o.FulfilledAt).FirstOrDefault(at => at is not null),
        CaseState.Overdue => Ran(c),
        CaseState.Filed => c.FiledAt,
        CaseState.Investigating => First(c, StepKind.Investigation),
        CaseState.PriorNoticeGiven => First(c, StepKind.PriorNotice),
        CaseState.Hearing => First(c, StepKind.Hearing),
        CaseState.Decided => First(c, StepKind.Penalty),
        CaseState.Executing => First(c, StepKind.Service),
        _ => c.ClosedAt,
    };

    private static IEnumerable<CaseStepView> Orders(CaseView c) =>
        (c.Steps ?? []).Where(s => s.Kind is StepKind.RectificationOrder);

    private static DateTimeOffset? Ran(CaseView c) =>
        Orders(c).Where(o => o.State is StepState.Overdue).Select(o => o.Due).FirstOrDefault();

    private static DateTimeOffset? First(CaseView c, StepKind kind) =>
        (c.Steps ?? []).FirstOrDefault(s => s.Kind == kind && s.EffectiveAt is not null)?.EffectiveAt;
}
