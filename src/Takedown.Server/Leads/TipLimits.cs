using System.Threading.RateLimiting;
using Takedown.Server.Limits;

namespace Takedown.Server.Leads;

/// <summary>
/// How much an address may ask without an account, in each process: who sends more than a few tips a minute works for
/// each, and nobody sends many.
/// </summary>
internal sealed class TipLimits : IAsyncDisposable
{
    public const int WithoutProof = 5, Tips = 60, Lookups = 120;

    /// <summary>Of all addresses together, before every tip needs a proof.</summary>
    private const int FreeOfAll = 600;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(string Of, Guid Address, int Limit)> limiter =
        PartitionedRateLimiter.Create<(string Of, Guid Address, int Limit), (string Of, Guid Address, int Limit)>(
            p => RateLimitPartition.GetSlidingWindowLimiter(p, _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = p.Limit, Window = Minute, SegmentsPerWindow = 6, AutoReplenishment = false,
            }));

    public bool TakeTip(HttpContext http) => Take("tips", http, Tips);

    public bool TakeLookup(HttpContext http) => Take("lookups", http, Lookups);

    /// <summary>Whether the next tip of this address needs no proof.</summary>
    public bool TakeFree(HttpContext http) =>
        Take(("free", Guid.Empty, FreeOfAll)) && Take("free", http, WithoutProof);

    public ValueTask DisposeAsync() => limiter.DisposeAsync();

    private bool Take(string of, HttpContext http, int limit) =>
        Take((of, ClientAddress.NetworkOf(http.Connection.RemoteIpAddress), limit));

    private bool Take((string Of, Guid Address, int Limit) permit)
    {
        using var lease = limiter.AttemptAcquire(permit);
        return lease.IsAcquired;
    }
}
