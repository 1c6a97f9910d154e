using Takedown.Contracts;

namespace Takedown.Core.Notices;

/// <summary>What a response is in view of the answers that the platform gave before.</summary>
public enum CorrectionEffect
{
    /// <summary>What it says.</summary>
    AsSaid,
    /// <summary>It takes the measure back.</summary>
    TakesBack,
    /// <summary>It was given before and changes nothing.</summary>
    Repeats,
    /// <summary>It would change the outcome after a correction and does not say that it corrects.</summary>
    NeedsMark,
}

/// <summary>
/// A platform may turn its refusal into a measure or the reverse. Messages arrive twice and late, so that an outcome
/// that was corrected changes again only by a response that is marked as a correction and was not given before.
/// </summary>
public static class CorrectionRules
{
    /// <summary>What a response is.</summary>
    /// <param name="state">State of the notice.</param>
    /// <param name="response">The response.</param>
    /// <param name="corrects">Whether it is marked as a correction.</param>
    /// <param name="wasCorrected">Whether an answer about the notice was marked so before.</param>
    /// <param name="wasGiven">Whether this very correction was given before.</param>
    public static CorrectionEffect EffectOf(
        NoticeState state, ResponseKind response, bool corrects, bool wasCorrected, bool wasGiven) =>
        (state, response, corrects) switch
        {
            (_, _, true) when wasGiven => CorrectionEffect.Repeats,
            (NoticeState.Removed, ResponseKind.Rejected, true) => CorrectionEffect.TakesBack,
            (NoticeState.Rejected or NoticeState.Disputed, ResponseKind.ActionTaken, false) when wasCorrected =>
                CorrectionEffect.NeedsMark,
            _ => CorrectionEffect.AsSaid,
        };
}
