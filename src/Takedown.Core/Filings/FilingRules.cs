using Takedown.Contracts;

namespace Takedown.Core.Filings;

/// <summary>What is done with a filing.</summary>
public enum FilingStep
{
    /// <summary>Its head, summary or a figure without a source is edited.</summary>
    Edit,
    /// <summary>Another person than the drafter checks it, which freezes its figures.</summary>
    Check,
    /// <summary>The head of the body signs it.</summary>
    Sign,
    /// <summary>It is submitted to the superior body.</summary>
    Submit,
    /// <summary>The superior body accepts it, which locks it.</summary>
    Accept,
    /// <summary>It is sent back with a reason.</summary>
    Return,
    /// <summary>A dated correction is added.</summary>
    Correct,
}

/// <summary>The life of a filing: draft, checked, signed, submitted, accepted and so locked, or returned.</summary>
public static class FilingRules
{
    /// <summary>The status after a step; or the code of what forbids it.</summary>
    public static (FilingStatus Status, string? Code) Next(FilingStatus from, FilingStep step) => (from, step) switch
    {
        (FilingStatus.Locked, FilingStep.Correct) => (from, null),
        (_, FilingStep.Correct) => (from, "filing.not-locked"),
        (FilingStatus.Locked, _) => (from, "filing.locked"),
        (FilingStatus.Draft or FilingStatus.Returned, FilingStep.Edit) => (from, null),
        (_, FilingStep.Edit) => (from, "filing.not-draft"),
        (FilingStatus.Draft or FilingStatus.Returned, FilingStep.Check) => (FilingStatus.Checked, null),
        (FilingStatus.Checked, FilingStep.Sign) => (FilingStatus.Signed, null),
        (FilingStatus.Signed, FilingStep.Submit) => (FilingStatus.Submitted, null),
        (FilingStatus.Submitted, FilingStep.Accept) => (FilingStatus.Locked, null),
        (FilingStatus.Checked or FilingStatus.Signed or FilingStatus.Submitted, FilingStep.Return) =>
            (FilingStatus.Returned, null),
        _ => (from, "transition.not-allowed"),
    };

    /// <summary>Whether a filing has been sent upward and not come back.</summary>
    public static bool IsFiled(FilingStatus status) => status is FilingStatus.Submitted or FilingStatus.Locked;

    /// <summary>Whether the figures are frozen.</summary>
    public static bool IsFrozen(FilingStatus status) => status is not (FilingStatus.Draft or FilingStatus.Returned);
}
