using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Takedown.Server.Http;

/// <summary>
/// Requests with a long body or a long page take turns on the processor: as many as there are cores run at once, and a
/// short request finds a free thread at any time. Otherwise it would wait behind every long one that is ready to run.
/// </summary>
internal sealed class LongRequests
{
    private readonly TaskFactory turns = new(new ConcurrentExclusiveSchedulerPair(
        TaskScheduler.Default, Math.Max(1, Environment.ProcessorCount - 1), maxItemsPerTask: 1).ConcurrentScheduler);

    public Task RunAsync(HttpContext http, RequestDelegate next) =>
        HasLongBody(http) || HasLongPage(http.Request) ? turns.StartNew(() => next(http)).Unwrap() : next(http);

    private static bool HasLongBody(HttpContext http)
    {
        if (http.Request.ContentLength is { } length) return length > BodyHold.FreeBytes;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }) return false;
        // Without a declared length a body is short if all of it has arrived.
        if (!http.Request.BodyReader.TryRead(out var read)) return true;
        http.Request.BodyReader.AdvanceTo(read.Buffer.Start);
        return !read.IsCompleted || read.Buffer.Length > BodyHold.FreeBytes;
    }

    private static bool HasLongPage(HttpRequest request) =>
        int.TryParse(request.Query["limit"], CultureInfo.InvariantCulture, out var limit) && limit > PageGate.ShortPage;
}
