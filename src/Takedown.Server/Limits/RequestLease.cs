using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Takedown.Server.Limits;

/// <summary>What one request takes: all of its limits, or the one that refused it.</summary>
internal sealed class RequestLease(bool acquired = true) : RateLimitLease
{
    /// <summary>For requests that are not limited.</summary>
    public static readonly RequestLease Free = new();

    /// <summary>For a request that must ask again.</summary>
    public static readonly RequestLease None = new(acquired: false);

    private RateLimitLease? first;
    private RateLimitLease? second;
    private RateLimitLease? third;
    private bool acquired = acquired;

    public override bool IsAcquired => acquired;

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
            acquired = false;
            lease.Dispose();
            Dispose();
            return false;
        }
        if (first is null) first = lease;
        else if (second is null) second = lease;
        else third = lease;
        return true;
    }

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata = null;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        first?.Dispose();
        second?.Dispose();
        third?.Dispose();
        first = second = third = null;
    }
}
