using Takedown.Server.Delivery;
using Takedown.Server.Notices;

namespace Takedown.Server.Tests.Delivery;

/// <summary>How notices are divided into pushes.</summary>
[Trait("Database", "unused")]
public sealed class PushSetsTests
{
    private static readonly Guid One = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Other = new("00000000-0000-0000-0000-000000000002");

    [Fact]
    public void A_set_has_one_claimant_and_ends_at_a_hundred() => Assert.Equal(
        "a100 a20 b30", Sets([.. Many(One, 60), .. Many(Other, 30), .. Many(One, 60)]));

    [Fact]
    public void A_set_ends_at_a_megabyte_and_what_is_longer_goes_alone() => Assert.Equal(
        "a4 a1 a2", Sets(
        [
            .. Many(One, 4, bytes: 250_000), .. Many(One, 1, bytes: 1_500_000), .. Many(One, 2, bytes: 250_000),
        ]));

    [Fact]
    public void What_was_refused_goes_alone_and_last() => Assert.Equal(
        "b2 a3 a1 a1", Sets(
        [
            .. Many(One, 2, "webhook.status-422"), .. Many(One, 3, "webhook.status-503"), .. Many(Other, 2),
        ]));

    [Fact]
    public void What_another_claimants_notices_kept_from_being_tried_goes_first() => Assert.Equal(
        "b2 a3", Sets([.. Many(One, 3, "webhook.status-500"), .. Many(Other, 2, "webhook.circuit-open")]));

    private static IEnumerable<PreparedNotice> Many(Guid claimant, int count, string? code = null, long bytes = 500) =>
        Enumerable.Repeat(
            new PreparedNotice(new NoticeRow { ClaimantId = claimant, DeliveryCode = code }, bytes), count);

    private static string Sets(IReadOnlyList<PreparedNotice> notices) => string.Join(
        ' ', PushSets.Of(notices).Select(set => $"{(set[0].ClaimantId == One ? 'a' : 'b')}{set.Count}"));
}
