using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Takedown.Server.Http;

/// <summary>
/// The body of a request that is read as a whole: limited in length and in time, and charged to the memory for bodies.
/// </summary>
internal sealed class IncomingBody : IDisposable
{
    /// <summary>The pace below which the server ends the request, after 10 s.</summary>
    private static readonly MinDataRate MinRate = new(bytesPerSecond: 4096, gracePeriod: TimeSpan.FromSeconds(10));

    private readonly HttpContext http;
    private readonly BodyHold hold;
    private readonly CancellationTokenSource reading;
    private readonly TimeSpan timeout;

    /// <param name="http">The request.</param>
    /// <param name="limit">The longest body that is read.</param>
    /// <param name="weight">Memory per byte of the body.</param>
    /// <param name="time">The time for the whole body; by default that of a body of this length.</param>
    public IncomingBody(HttpContext http, long limit, int weight, TimeSpan? time = null)
    {
        this.http = http;
        hold = new(http.RequestServices.GetRequiredService<BodyBudget>(), weight);
        timeout = time ?? http.RequestServices.GetRequiredService<BodyTimes>().TotalFor(limit);
        reading = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, hold.Ended);
        reading.CancelAfter(timeout);
        Stream = new(http.Request.Body, hold, limit);
        // HTTP/2 does not support it.
        if (HttpProtocol.IsHttp11(http.Request.Protocol)
            && http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = MinRate;
    }

    public BodyStream Stream { get; }

    public CancellationToken Cancellation => reading.Token;

    /// <summary>
    /// Takes the memory for what was made from the body so far. A wait for it is not the sender's time.
    /// </summary>
    public async ValueTask CoverAsync(long bytes)
    {
        if (hold.TryCover(bytes)) return;
        reading.CancelAfter(Timeout.InfiniteTimeSpan);
        await hold.CoverAsync(bytes, reading.Token);
        reading.CancelAfter(timeout);
    }

    /// <summary>The answer to a body that could not be read; null if the sender is gone or the fault is ours.</summary>
    public ProblemHttpResult? ProblemOf(Exception error)
    {
        switch (error)
        {
            case BodyTooLargeException:
                return Problems.Of(http, StatusCodes.Status413PayloadTooLarge, "body.too-large");
            case Microsoft.AspNetCore.Http.BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
            case OperationCanceledException when !http.RequestAborted.IsCancellationRequested:
                http.Response.Headers.Connection = "close";
                return Problems.Of(http, StatusCodes.Status408RequestTimeout, "body.too-slow");
            default:
                return null;
        }
    }

    public void Dispose()
    {
        hold.Dispose();
        reading.Dispose();
    }
}

/// <summary>How long the body of a request that is read as a whole may take to arrive.</summary>
/// <param name="Ordinary">The time for an ordinary body; a long list has five times as much.</param>
internal sealed record BodyTimes(TimeSpan Ordinary)
{
    public TimeSpan TotalFor(long limit) => limit > Body.SmallLimit ? Ordinary * 5 : Ordinary;
}
