using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Takedown.Server.Http;

/// <summary>A JSON body that may be missing. One that was sent is read, whatever its framing.</summary>
internal static class OptionalBody
{
    public static async Task<(T? Value, ProblemHttpResult? Problem)> ReadAsync<T>(
        HttpContext http, JsonTypeInfo<T> type, Func<T> missing) where T : class
    {
        var sent = http.Request.ContentLength is not 0
            && http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };
        return sent ? await Body.ReadAsync(http, type) : (missing(), null);
    }
}
