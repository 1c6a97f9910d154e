using Takedown.Contracts;
using Takedown.Core.Routing;

namespace Takedown.Core.Cases;

/// <summary>Who must approve a step beside the person who takes it.</summary>
public enum StepApproval
{
    /// <summary>Nobody.</summary>
    None,
    /// <summary>Another person of the body.</summary>
    SecondPerson,
    /// <summary>Another person, and one of the two is the head (行政处罚法 57).</summary>
    Head,
}

/// <summary>What the guards of a step look at.</summary>
public sealed record CaseFacts
{
    /// <summary>Level of the body that acts.</summary>
    public required RegionLevel Level { get; init; }
    /// <summary>Its functions.</summary>
    public required IReadOnlyCollection<string> Functions { get; init; }
    /// <summary>The current time.</summary>
    public required DateTimeOffset Now { get; init; }
    /// <summary>Whether the case was filed.</summary>
    public bool IsFiled { get; init; }
    /// <summary>Whether a penalty is in effect.</summary>
    public bool IsDecided { get; init; }
    /// <summary>When the party was told of the intended penalty.</summary>
    public DateTimeOffset? PriorNoticeAt { get; init; }
    /// <summary>Whether it made its statement or waived it.</summary>
    public bool HasStatement { get; init; }
    /// <summary>Whether a crime is suspected and nothing was sent to the police.</summary>
    public bool OwesTransfer { get; init; }
    /// <summary>Whether somebody is named to whom the step is addressed.</summary>
    public bool HasRecipient { get; init; }
    /// <summary>Whether the legal basis is named.</summary>
    public bool HasBasis { get; init; }
}

/// <summary>A condition that a step does not meet.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Pointer">The field it is about.</param>
public readonly record struct MissingGuard(string Code, string Pointer);

/// <summary>
/// The ladder of measures as a table: what each step requires, who approves it and which state follows. Steps may be
/// skipped upward; the transfer to the police is beside the ladder.
/// </summary>
public static class StepRules
{
    private static readonly TimeSpan StatementPeriod = TimeSpan.FromDays(7);

    private static readonly string[] Powers =
        ["copyright", "culture-enforcement", "market", "ip-office", "cyberspace", "telecom", "industry-it", "customs"];

    /// <summary>Whether bodies of these functions may open cases and take steps.</summary>
    public static bool HasPowers(IReadOnlyCollection<string> functions) => functions.Intersect(Powers).Any();

    /// <summary>Who approves a kind of step.</summary>
    public static StepApproval ApprovalOf(StepKind kind) => kind switch
    {
        StepKind.Talk or StepKind.RectificationOrder or StepKind.Filing or StepKind.PriorNotice =>
            StepApproval.SecondPerson,
        StepKind.Penalty => StepApproval.Head,
        _ => StepApproval.None,
    };

    /// <summary>The conditions that a step does not meet, each with its code and pointer.</summary>
    public static IReadOnlyList<MissingGuard> Missing(StepKind kind, CaseFacts facts)
    {
        var missing = new List<MissingGuard>();
        void Need(bool holds, string code, string pointer = "/kind")
        {
            if (!holds) missing.Add(new(code, pointer));
        }

        var addressed = kind is StepKind.Warning or StepKind.Talk or StepKind.RectificationOrder
            or StepKind.PriorNotice or StepKind.Hearing or StepKind.Penalty;
        if (addressed) Need(facts.HasRecipient, "guard.recipient", "/recipient");
        if (kind is StepKind.RectificationOrder or StepKind.PriorNotice or StepKind.Penalty)
            Need(facts.HasBasis, "guard.basis", "/basis");
        Need(HasPowers(facts.Functions), "guard.function");
        // 行政处罚法 23, 24: county and above; a township only by a provincial decision, which nobody stores here.
        var penal = kind is StepKind.Filing or StepKind.PriorNotice or StepKind.Hearing or StepKind.Penalty;
        if (penal) Need(facts.Level is not RegionLevel.Township, "guard.level");
        if (kind is StepKind.Filing) Need(!facts.IsFiled, "guard.not-filed");
        if (kind is StepKind.Investigation or StepKind.PriorNotice or StepKind.Statement or StepKind.Hearing
            or StepKind.Penalty)
            Need(facts.IsFiled, "guard.filing");
        if (kind is StepKind.Statement or StepKind.Hearing or StepKind.Penalty)
            Need(facts.PriorNoticeAt is not null, "guard.prior-notice");
        if (kind is StepKind.Penalty)
        {
            Need(facts.PriorNoticeAt is not { } told || facts.HasStatement || told + StatementPeriod <= facts.Now,
                "guard.statement-period");
            // 移送规定 11: no penalty instead of a transfer.
            Need(!facts.OwesTransfer, "guard.transfer");
        }
        if (kind is StepKind.Service) Need(facts.IsDecided, "guard.penalty");
        return missing;
    }

    /// <summary>The state of a case after a step took effect.</summary>
    public static CaseState After(CaseState state, StepKind kind) => kind switch
    {
        StepKind.Warning when state is CaseState.Accepted => CaseState.Warned,
        StepKind.Talk when state is CaseState.Accepted or CaseState.Warned => CaseState.Talked,
        StepKind.RectificationOrder when state < CaseState.Filed => CaseState.Ordered,
        StepKind.Filing when state < CaseState.Filed => CaseState.Filed,
        StepKind.Investigation when state is CaseState.Filed => CaseState.Investigating,
        StepKind.PriorNotice when state < CaseState.PriorNoticeGiven => CaseState.PriorNoticeGiven,
        StepKind.Hearing when state < CaseState.Decided => CaseState.Hearing,
        StepKind.Penalty when state < CaseState.Decided => CaseState.Decided,
        StepKind.Service when state is CaseState.Decided => CaseState.Executing,
        _ => state,
    };
}
