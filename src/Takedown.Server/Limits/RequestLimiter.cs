using Microsoft.AspNetCore.Authorization;
using Takedown.Server.Hosting;
using Takedown.Server.Http;

namespace Takedown.Server.Limits;

/// <summary>
/// Takes what the route says from the limits of the caller, in partitions by organisation, key or address. A caller is
/// known here, because the limiter follows the authentication. Who reads without a key what is public is limited by
/// its address; other routes without a key are not limited here.
/// </summary>
internal sealed class RequestLimiter(Permits permits, LimitsCache cache, TakedownOptions options)
{
    /// <summary>What a request takes; it is given back when the lease is disposed.</summary>
    public async ValueTask<RequestLease> TakeAsync(HttpContext http)
    {
        if (http.Features.Get<Caller>() is not { } caller) return TakePublic(http);
        var limits = cache.Latest;
        if (limits.Version != caller.Registry) limits = await cache.GetAsync(caller.Registry, http.RequestAborted);
        return Take(http, caller, limits);
    }

    private RequestLease TakePublic(HttpContext http)
    {
        if (PublicPermit(http) is not { } permit) return RequestLease.Free;
        var lease = new RequestLease();
        if (lease.Take(permits, permit)) LimitHeaders.Write(http.Response, permit, permits.Left(permit), null);
        return lease;
    }

    /// <summary>What a request takes that is no organisation's; null if it is not limited here.</summary>
    private Permit? PublicPermit(HttpContext http)
    {
        var record = options.Transparency;
        if (http.Features.Get<RecordReader>() is { } reader)
            return new(Counted.ReaderRequests, reader.Id, record.ReaderRequestsPerMinute);
        // Whatever key is sent along where none is looked at.
        var isOpen = KindOf(http) is LimitKind.PublicRecord
            && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (!isOpen && !http.IsWithoutKey()) return null;
        var address = ClientAddress.NetworkOf(http.Connection.RemoteIpAddress);
        return KindOf(http) is LimitKind.PublicRecord
            ? new(Counted.RecordRequests, address, record.RequestsPerMinute)
            : new(Counted.PublicReads, address, Permits.PublicReadsPerMinute);
    }

    private RequestLease Take(HttpContext http, Caller caller, LimitsCache.Snapshot snapshot)
    {
        var limits = snapshot.For(caller.Id);
        var lease = new RequestLease();
        switch (KindOf(http))
        {
            case LimitKind.None:
                return RequestLease.Free;
            case LimitKind.LimitRead:
                lease.Take(permits, new(Counted.LimitReads, caller.Id, Permits.LimitReadsPerMinute));
                break;
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
        if (!lease.IsAcquired) return lease;
        var (tightest, left) = lease.Tightest(permits);
        LimitHeaders.Write(http.Response, tightest, left, null);
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
