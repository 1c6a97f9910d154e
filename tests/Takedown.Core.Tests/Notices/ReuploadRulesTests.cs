using Takedown.Contracts;
using Takedown.Core.Notices;
using static Takedown.Contracts.NoticeState;

namespace Takedown.Core.Tests.Notices;

/// <summary>After which removals the same work of the same account is a re-upload.</summary>
public sealed class ReuploadRulesTests
{
    private static readonly Dictionary<NoticeState, string> Standing = new()
    {
        [Removed] = "the measure was taken",
        [CounterNoticed] = "it stays until the road of the counter-notice ends it",
        [AwaitingClaimant] = "the window runs",
        [LitigationHold] = "the court decides",
    };

    [Fact]
    public void A_removal_counts_while_its_measure_stands()
    {
        foreach (var state in Enum.GetValues<NoticeState>().Where(s => s is not Closed))
        foreach (var measure in new Measure?[] { null, Measure.Removed })
            Assert.True(Standing.ContainsKey(state) == ReuploadRules.Stands(state, measure), $"{state}");
    }

    [Fact]
    public void A_closed_notice_counts_where_the_measure_was_upheld()
    {
        Assert.True(ReuploadRules.Stands(Closed, Measure.Blocked));
        Assert.False(ReuploadRules.Stands(Closed, null));
    }
}
