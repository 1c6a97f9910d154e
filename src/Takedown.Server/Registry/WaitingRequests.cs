using Takedown.Server.Http;

namespace Takedown.Server.Registry;

/// <summary>Ends a long poll with 401 and a stream without more when its key ends.</summary>
internal static class WaitingRequests
{
    public static void UseKeyWatch(this IApplicationBuilder app) => app.Use(InvokeAsync);

    private static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<WaitsForNews>() is not { } waits
            || (!waits.Endlessly && http.Request.Query["wait"] is [] or ["0"]))
        {
            await next(http);
            return;
        }
        var aborted = http.RequestAborted;
        using var key = http.RequestServices.GetRequiredService<KeyWatch>().Begin(http.Caller());
        using var both = CancellationTokenSource.CreateLinkedTokenSource(aborted, key.Ended);
        http.RequestAborted = both.Token;
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (key.Ended.IsCancellationRequested && !http.Response.HasStarted)
        {
            http.RequestAborted = aborted;
            await Problems.Of(http, StatusCodes.Status401Unauthorized, "key.ended").ExecuteAsync(http);
        }
        finally
        {
            http.RequestAborted = aborted;
        }
    }
}
