using Takedown.Core.Packs;
using Takedown.Core.Regimes;

namespace Takedown.Core.Tests.Regimes;

public sealed class NoticeElementsTests
{
    [Fact]
    public void What_a_regime_requires_depends_on_the_right_and_the_mode_and_is_named_once()
    {
        var regime = DefaultPack.Regimes[0] with
        {
            Required = ["/work/title", "evidence"],
            RequiredByIpType = new Dictionary<string, IReadOnlyList<string>>
            {
                ["copyright"] = ["ownership-proof"], ["patent"] = ["evaluation-report", "evidence"],
            },
            RequiredByMode = new Dictionary<string, IReadOnlyList<string>> { ["live"] = ["/signature", "/work/title"] },
        };
        Assert.Equal(["/work/title", "evidence", "ownership-proof"], NoticeElements.Of(regime, null, null));
        Assert.Equal(["/work/title", "evidence", "evaluation-report"], NoticeElements.Of(regime, "patent", "upload"));
        Assert.Equal(
            ["/work/title", "evidence", "ownership-proof", "/signature"],
            NoticeElements.Of(regime, "copyright", "live"));
        Assert.Equal(["/work/title", "evidence"], NoticeElements.Of(regime, "trademark", null));
    }
}
