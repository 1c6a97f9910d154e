namespace Takedown.Core.Compliance;

/// <summary>The classes in which handling times are shown.</summary>
public static class HandlingClasses
{
    /// <summary>The longest time of each class but the last, which has none.</summary>
    public static readonly IReadOnlyList<TimeSpan> Ends =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12),
        TimeSpan.FromHours(24), TimeSpan.FromHours(48), TimeSpan.FromDays(3), TimeSpan.FromDays(7),
    ];

    /// <summary>
    /// The counts of the classes. A bucket counts where its shortest time lies: answers gather just before a time
    /// limit, and those on time are not to be shown beyond it.
    /// </summary>
    public static IReadOnlyList<long> CountsOf(IEnumerable<(int Bucket, long Count)> buckets)
    {
        var counts = new long[Ends.Count + 1];
        foreach (var (bucket, count) in buckets)
        {
            var shortest = bucket == 0 ? TimeSpan.Zero
                : HandlingBucket.Upper(bucket - 1) + TimeSpan.FromMilliseconds(1);
            counts[Ends.Count(end => end < shortest)] += count;
        }
        return counts;
    }
}
