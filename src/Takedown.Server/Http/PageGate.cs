using System.Collections.Concurrent;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Takedown.Server.Http;

/// <summary>
/// Long pages in memory: a few at once in the process, and one for each organisation, from the read until the last byte
/// is sent. Who reads slowly is disconnected, so that it does not keep the place of others.
/// </summary>
internal sealed class PageGate : IDisposable
{
    /// <summary>A page of the longest entries takes some 25 MB while it is written.</summary>
    private const int AtOnce = 4;

    /// <summary>A page with more entries than this needs a place.</summary>
    public const int ShortPage = 100;

    private static readonly MinDataRate Rate = new(bytesPerSecond: 128 << 10, gracePeriod: TimeSpan.FromSeconds(10));

    private readonly SemaphoreSlim all = new(AtOnce);
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> own = new();

    /// <summary>Reads a page; a long one keeps its place until the response is complete.</summary>
    /// <param name="http">The request.</param>
    /// <param name="limit">Entries asked for.</param>
    /// <param name="read">Reads the page.</param>
    /// <param name="isEmpty">Whether a page gives its place back at once.</param>
    public async Task<T> ReadAsync<T>(HttpContext http, int limit, Func<Task<T>> read, Predicate<T> isEmpty)
    {
        if (limit <= ShortPage) return await read();
        var place = await TakeAsync(http.Caller().Id, http.RequestAborted);
        try
        {
            var page = await read();
            if (isEmpty(page)) return page;
            if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } feature) feature.MinDataRate = Rate;
            http.Response.RegisterForDispose(place);
            place = null;
            return page;
        }
        finally
        {
            place?.Dispose();
        }
    }

    public void Dispose()
    {
        all.Dispose();
        foreach (var one in own.Values) one.Dispose();
    }

    private async Task<Place> TakeAsync(Guid organisation, CancellationToken cancellation)
    {
        var mine = own.GetOrAdd(organisation, _ => new SemaphoreSlim(1));
        await mine.WaitAsync(cancellation);
        try
        {
            await all.WaitAsync(cancellation);
        }
        catch
        {
            mine.Release();
            throw;
        }
        return new(mine, all);
    }

    private sealed class Place(SemaphoreSlim mine, SemaphoreSlim all) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) != 0) return;
            all.Release();
            mine.Release();
        }
    }
}
