using System.Threading.RateLimiting;
using Takedown.Server.Http;

namespace Takedown.Server.Limits;

/// <summary>
/// The limiter of ASP.NET's middleware: takes what the route says from the limits of the caller. A caller is known here,
/// because the middleware follows the authentication; routes without a key are not limited.
/// </summary>
internal sealed class RequestLimiter(Permits permits, LimitsCache cache) : PartitionedRateLimiter<HttpContext>
{
    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        if (resource.Features.Get<Caller>() is not { } caller) return RequestLease.Free;
        var limits = cache.Latest;
        // The middleware asks again asynchronously, where the new version can be loaded.
        return limits.Version == caller.Registry ? Take(resource, caller, limits) : RequestLease.None;
    }

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
        HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        resource.Features.Get<Caller>() is { } caller
            ? Take(resource, caller, await cache.GetAsync(caller.Registry, cancellationToken))
            : RequestLease.Free;

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    private RequestLease Take(HttpContext http, Caller caller, LimitsCache.Snapshot snapshot)
    {
        var limits = snapshot.For(caller.Id);
        var lease = new RequestLease();
        switch (KindOf(http))
        {
            case LimitKind.None:
                return RequestLease.Free;
            case LimitKind.Upload:
                lease.Take(permits, new(Counted.Uploads, caller.Id, limits.Uploads));
                break;
            case LimitKind.Stream:
                lease.Take(permits, new(Counted.Streams, caller.Id, limits.Streams));
                break;
            case LimitKind.LongPoll:
                _ = lease.Take(permits, new(Counted.RequestsPerMinute, caller.Id, limits.RequestsPerMinute))
                    && lease.Take(permits, new(Counted.LongPolls, caller.Id, limits.LongPolls));
                break;
            case LimitKind.Bulk:
                TakeAtOnce(lease, caller, limits);
                break;
            default:
                _ = lease.Take(permits, new(Counted.RequestsPerMinute, caller.Id, limits.RequestsPerMinute))
                    && TakeAtOnce(lease, caller, limits);
                break;
        }
        if (lease.IsAcquired) LimitHeaders.Write(http.Response, permits, lease.Last);
        return lease;
    }

    private bool TakeAtOnce(RequestLease lease, Caller caller, EffectiveLimits limits) =>
        lease.Take(permits, new(Counted.RequestsAtOncePerKey, caller.KeyId, limits.RequestsAtOncePerKey))
        && lease.Take(permits, new(Counted.RequestsAtOnce, caller.Id, limits.RequestsAtOnce));

    /// <summary>The kind of the route, for this request.</summary>
    private static LimitKind KindOf(HttpContext http)
    {
        var kind = http.GetEndpoint()?.Metadata.GetMetadata<TakesLimit>()?.Kind ?? LimitKind.Request;
        return kind switch
        {
            LimitKind.Upload when http.Request.ContentLength <= BodyHold.FreeBytes => LimitKind.Bulk,
            LimitKind.LongPoll when http.Request.Query["wait"] is [] or [null or "" or "0"] => LimitKind.Request,
            _ => kind,
        };
    }
}
