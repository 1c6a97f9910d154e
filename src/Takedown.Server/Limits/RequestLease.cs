using System.Threading.RateLimiting;

namespace Takedown.Server.Limits;

/// <summary>What one request takes: all of its limits, or the one that refused it.</summary>
internal sealed class RequestLease : IDisposable
{
    /// <summary>For requests that are not limited.</summary>
    public static readonly RequestLease Free = new();

    private Taken first;
    private Taken second;
    private Taken third;

    public bool IsAcquired { get; private set; } = true;

    /// <summary>The limit taken last; of a refused request, the one that refused it.</summary>
    public Permit Last { get; private set; }

    /// <summary>When a refused request may be repeated, if the limiter knows.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Takes one more limit. If it is reached, the others are given back.</summary>
    public bool Take(Permits permits, Permit permit)
    {
        var lease = permits.Take(permit);
        Last = permit;
        if (!lease.IsAcquired)
        {
            RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : null;
            IsAcquired = false;
            lease.Dispose();
            Dispose();
            return false;
        }
        var taken = new Taken(permit, lease);
        if (first.Lease is null) first = taken;
        else if (second.Lease is null) second = taken;
        else third = taken;
        return true;
    }

    /// <summary>The limit of which the least is left, and how much.</summary>
    public (Permit Permit, long Left) Tightest(Permits permits)
    {
        var tightest = (first.Permit, permits.Left(first.Permit));
        foreach (var taken in (ReadOnlySpan<Taken>)[second, third])
        {
            if (taken.Lease is null) break;
            var left = permits.Left(taken.Permit);
            if (left < tightest.Item2) tightest = (taken.Permit, left);
        }
        return tightest;
    }

    public void Dispose()
    {
        first.Lease?.Dispose();
        second.Lease?.Dispose();
        third.Lease?.Dispose();
        first = second = third = default;
    }

    private readonly record struct Taken(Permit Permit, RateLimitLease? Lease);
}
