using FsCheck;
using FsCheck.Fluent;
using Takedown.Core.Compliance;

namespace Takedown.Core.Tests.Compliance;

public sealed class HandlingBucketTests
{
    private const long TenYears = 3660L * 24 * 3600 * 1000;

    /// <summary>Short and long durations alike: every doubling is equally likely.</summary>
    private static readonly Gen<TimeSpan> Durations =
        from bits in Gen.Choose(0, 38)
        from low in Gen.Choose(0, int.MaxValue)
        from high in Gen.Choose(0, int.MaxValue)
        select TimeSpan.FromMilliseconds(((((long)high << 31) | (long)low) & ((1L << bits) - 1)) % TenYears);

    private static void Holds<T>(Gen<T> cases, Func<T, bool> property) =>
        Prop.ForAll(cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    [InlineData(15, 15)]
    [InlineData(16, 16)]
    [InlineData(17, 16)]
    [InlineData(18, 17)]
    [InlineData(31, 23)]
    [InlineData(32, 24)]
    public void Small_durations_have_the_buckets_one_can_count_by_hand(int ms, int bucket) =>
        Assert.Equal(bucket, HandlingBucket.Of(TimeSpan.FromMilliseconds(ms)));

    [Fact]
    public void A_longer_duration_never_has_a_lower_bucket() => Holds(
        from a in Durations from b in Durations select (a, b),
        c => Math.Sign(HandlingBucket.Of(c.a).CompareTo(HandlingBucket.Of(c.b))) is var order
            && (order == 0 || order == c.a.CompareTo(c.b)));

    [Fact]
    public void A_bucket_reads_never_too_low_and_at_most_an_eighth_too_high() => Holds(
        Durations, d => HandlingBucket.Upper(HandlingBucket.Of(d)) is var read && read >= d && read - d <= d / 8);

    [Fact]
    public void The_upper_end_is_in_its_bucket_and_a_millisecond_more_is_not() => Holds(
        Durations,
        d => HandlingBucket.Of(d) is var bucket
            && HandlingBucket.Of(HandlingBucket.Upper(bucket)) == bucket
            && HandlingBucket.Of(HandlingBucket.Upper(bucket) + TimeSpan.FromMilliseconds(1)) == bucket + 1);

    [Fact]
    public void A_quantile_is_the_bucket_of_the_one_at_that_rank() => Holds(
        from durations in Durations.NonEmptyListOf()
        from percent in Gen.Elements(1, 50, 90, 99, 100)
        select (durations, percent),
        c =>
        {
            var sorted = c.durations.Order().ToList();
            var rising = sorted.GroupBy(HandlingBucket.Of)
                .OrderBy(g => g.Key).Select(g => (g.Key, (long)g.Count())).ToList();
            // Integer arithmetic, so that the reference has no rounding errors.
            var rank = ((sorted.Count * c.percent) + 99) / 100;
            return HandlingBucket.Quantile(rising, c.percent / 100.0) == HandlingBucket.Of(sorted[rank - 1]);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(700)]
    [InlineData(1_000_000)]
    public void The_p99_of_so_many_different_ones_is_at_its_rank(int count)
    {
        var rising = Enumerable.Range(1, count).Select(i => (i, 1L)).ToList();
        Assert.Equal((int)(((count * 99L) + 99) / 100), HandlingBucket.Quantile(rising, 0.99));
    }

    [Fact]
    public void Nothing_has_no_quantile() => Assert.Null(HandlingBucket.Quantile([], 0.5));
}
