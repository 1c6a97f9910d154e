using Takedown.Contracts;
using Takedown.Core.Notices;
using static Takedown.Contracts.NoticeState;
using static Takedown.Contracts.ResponseKind;
using static Takedown.Core.Notices.CorrectionEffect;

namespace Takedown.Core.Tests.Notices;

/// <summary>An answer that arrives again, late or twice, never turns an outcome back.</summary>
public sealed class CorrectionRulesTests
{
    private static readonly
        (NoticeState At, ResponseKind Said, bool Corrects, bool Was, CorrectionEffect Effect)[] Table =
    [
        (Removed, ResponseKind.Rejected, true, false, TakesBack),
        (Removed, ResponseKind.Rejected, true, true, TakesBack),
        (NoticeState.Rejected, ActionTaken, false, true, NeedsMark),
        (Disputed, ActionTaken, false, true, NeedsMark),
    ];

    [Fact]
    public void Only_a_marked_refusal_takes_back_and_what_was_corrected_changes_only_by_a_mark()
    {
        foreach (var state in Enum.GetValues<NoticeState>())
        foreach (var said in Enum.GetValues<ResponseKind>())
        foreach (var (corrects, was) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            var named = Table.Where(t => (t.At, t.Said, t.Corrects, t.Was) == (state, said, corrects, was)).ToList();
            var expected = named.Count == 0 ? AsSaid : named[0].Effect;
            Assert.True(
                expected == CorrectionRules.EffectOf(state, said, corrects, was ? 1 : 0, wasGiven: false),
                $"{state} {said} {corrects} {was}");
            if (!corrects) continue;
            // What it says is what stands; anything else was decided since.
            var repeats = (state, said) is (Removed, ActionTaken) or (NoticeState.Rejected, ResponseKind.Rejected);
            Assert.Equal(
                repeats ? Repeats : IsStale,
                CorrectionRules.EffectOf(state, said, corrects, was ? 1 : 0, wasGiven: true));
            Assert.Equal(
                IsOneTooMany,
                CorrectionRules.EffectOf(state, said, corrects, CorrectionRules.MaxCorrections, wasGiven: false));
        }
    }

    [Fact]
    public void An_unmarked_refusal_of_a_removed_notice_is_not_allowed() =>
        Assert.Equal((Outcome.Refused, Removed), Lifecycle.Next(Removed, NoticeCommand.Reject));
}
