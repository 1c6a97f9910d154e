using System.Threading.RateLimiting;

namespace Takedown.Server.Limits;

/// <summary>A limit that is counted in this process.</summary>
internal enum Counted
{
    RequestsAtOnce,
    RequestsAtOncePerKey,
    RequestsPerMinute,
    Uploads,
    Streams,
    LongPolls,
    FailedSignIns,
    /// <summary>Reads of the limits and their use, which no other limit may keep a caller from.</summary>
    LimitReads,
    /// <summary>Reads of what is public, without a key, by address.</summary>
    PublicReads,
    /// <summary>Requests to the public record without a key, by address.</summary>
    RecordRequests,
    /// <summary>Requests to the public record with a researcher's key.</summary>
    ReaderRequests,
}

/// <summary>
/// A partition of the limiter. A changed limit is another partition: what is in progress under the former one ends
/// there.
/// </summary>
/// <param name="Of">The limit.</param>
/// <param name="Owner">The organisation, the key or the address.</param>
/// <param name="Limit">The value.</param>
internal readonly record struct Permit(Counted Of, Guid Owner, int Limit)
{
    public bool IsRate => Of is Counted.RequestsPerMinute or Counted.FailedSignIns or Counted.LimitReads
        or Counted.PublicReads or Counted.RecordRequests or Counted.ReaderRequests;
}

/// <summary>
/// All counted limits of this process: one partitioned limiter, because each has a timer that removes idle partitions.
/// </summary>
internal sealed class Permits : IAsyncDisposable
{
    /// <summary>Not changeable, so that limits that are too low can be seen.</summary>
    public const int LimitReadsPerMinute = 600;

    /// <summary>As much as an address may look up tips.</summary>
    public const int PublicReadsPerMinute = 120;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Permit> limiter =
        PartitionedRateLimiter.Create<Permit, Permit>(permit => permit.IsRate
            ? RateLimitPartition.GetTokenBucketLimiter(permit, Bucket)
            : RateLimitPartition.GetConcurrencyLimiter(permit, AtOnce));

    public RateLimitLease Take(Permit permit) => limiter.AttemptAcquire(permit);

    /// <summary>How much of the limit is left.</summary>
    public long Left(Permit permit) => limiter.GetStatistics(permit)?.CurrentAvailablePermits ?? permit.Limit;

    public long Used(Permit permit) => permit.Limit - Left(permit);

    public ValueTask DisposeAsync() => limiter.DisposeAsync();

    private static ConcurrencyLimiterOptions AtOnce(Permit permit) => new() { PermitLimit = permit.Limit };

    private static TokenBucketRateLimiterOptions Bucket(Permit permit)
    {
        // Refilled about once a second; a small limit by one at a time.
        var perSecond = Math.Max(1, permit.Limit / 60);
        return new()
        {
            TokenLimit = permit.Limit,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = Minute * perSecond / permit.Limit,
            AutoReplenishment = false,
        };
    }
}
