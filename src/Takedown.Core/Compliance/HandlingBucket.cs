using System.Numerics;

namespace Takedown.Core.Compliance;

/// <summary>
/// Buckets of a duration histogram in milliseconds. Each doubling has eight buckets, so a quantile read from them is at
/// most one eighth too high.
/// </summary>
public static class HandlingBucket
{
    private const int Bits = 3;

    /// <summary>The bucket of a duration; a negative duration counts as zero.</summary>
    public static int Of(TimeSpan duration)
    {
        var ms = Math.Max(0, (long)duration.TotalMilliseconds);
        if (ms < 1 << Bits) return (int)ms;
        var exponent = BitOperations.Log2((ulong)ms) - Bits;
        return (exponent << Bits) + (int)(ms >> exponent);
    }

    /// <summary>The longest duration in a bucket.</summary>
    public static TimeSpan Upper(int bucket)
    {
        if (bucket < 2 << Bits) return TimeSpan.FromMilliseconds(bucket);
        var exponent = (bucket >> Bits) - 1;
        var mantissa = (1L << Bits) + (bucket & ((1 << Bits) - 1));
        return TimeSpan.FromMilliseconds(((mantissa + 1) << exponent) - 1);
    }

    /// <summary>
    /// The lowest bucket at or below which the fraction <paramref name="q"/> (0 to 1) of all counts is found; null
    /// without counts. <paramref name="rising"/> is in ascending order of buckets.
    /// </summary>
    public static int? Quantile(IReadOnlyList<(int Bucket, long Count)> rising, double q)
    {
        var total = rising.Sum(b => b.Count);
        if (total == 0) return null;
        var rank = Math.Max(1, (long)Math.Ceiling(total * q));
        foreach (var (bucket, count) in rising)
        {
            rank -= count;
            if (rank <= 0) return bucket;
        }
        return rising[^1].Bucket;
    }
}
