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
    /// <summary>
    /// It was given before and something else was decided since: whether it is late or meant anew cannot be seen.
    /// </summary>
    IsStale,
    /// <summary>The outcome was corrected so often that no more corrections are taken.</summary>
    IsOneTooMany,
    /// <summary>It would change the outcome after a correction and does not say that it corrects.</summary>
    NeedsMark,
}

/// <summary>
/// A platform may turn its refusal into a measure or the reverse. Messages arrive twice and late, so that an outcome
/// that was corrected changes again only by a response that is marked as a correction and was not given before.
/// </summary>
public static class CorrectionRules
{
    /// <summary>Corrections that a notice may have.</summary>
    public const int MaxCorrections = 20;

    /// <summary>What a response is.</summary>
    /// <param name="state">State of the notice.</param>
    /// <param name="response">The response.</param>
    /// <param name="corrects">Whether it is marked as a correction.</param>
    /// <param name="corrections">How many answers about the notice were marked so before.</param>
    /// <param name="wasGiven">Whether this very correction was given before.</param>
    public static CorrectionEffect EffectOf(
        NoticeState state, ResponseKind response, bool corrects, int corrections, bool wasGiven) =>
        (state, response, corrects) switch
        {
            (NoticeState.Removed, ResponseKind.ActionTaken, true) or (NoticeState.Rejected, ResponseKind.Rejected, true)
                when wasGiven => CorrectionEffect.Repeats,
            (_, _, true) when wasGiven => CorrectionEffect.IsStale,
            (_, _, true) when corrections >= MaxCorrections => CorrectionEffect.IsOneTooMany,
            (NoticeState.Removed, ResponseKind.Rejected, true) => CorrectionEffect.TakesBack,
            (NoticeState.Rejected or NoticeState.Disputed, ResponseKind.ActionTaken, false) when corrections > 0 =>
                CorrectionEffect.NeedsMark,
            _ => CorrectionEffect.AsSaid,
        };
}
