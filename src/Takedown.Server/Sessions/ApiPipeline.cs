using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Takedown.Screens.Api;
using Takedown.Server.Http;

namespace Takedown.Server.Sessions;

/// <summary>
/// Runs requests of the console through the pipeline of this server, from its first step: the same authentication,
/// limits and handlers as for a request from outside.
/// </summary>
internal sealed class ApiPipeline(IServiceScopeFactory scopes)
{
    private RequestDelegate? first;

    /// <summary>Remembers the pipeline at this step.</summary>
    public RequestDelegate Begin(RequestDelegate next) => first = next;

    public Task<ApiAnswer> CallAsync(HttpContext outer, Caller? caller, ApiRequest request) =>
        CallAsync(Origin.Of(outer), caller, request);

    /// <summary>The same for a request of the server's own, which comes from nowhere.</summary>
    public Task<ApiAnswer> CallAsync(Caller caller, ApiRequest request, CancellationToken stop) =>
        CallAsync(Origin.Own(stop), caller with { Addresses = [] }, request);

    private async Task<ApiAnswer> CallAsync(Origin outer, Caller? caller, ApiRequest request)
    {
        using var kept = new MemoryStream();
        await using var scope = scopes.CreateAsyncScope();
        var response = new OwnResponse();
        var http = new DefaultHttpContext(Features(outer, request, response, request.Output ?? kept))
        {
            RequestServices = scope.ServiceProvider,
        };
        if (request.Key is null && caller is not null) http.Features.Set(new KnownCaller(caller));
        try
        {
            await first!(http);
            await http.Response.CompleteAsync();
        }
        finally
        {
            await response.EndAsync();
        }
        return new(
            http.Response.StatusCode, http.Response.ContentType, http.Response.Headers.Location,
            kept.GetBuffer().AsMemory(0, (int)kept.Length));
    }

    /// <summary>Runs a request from outside again, after its method and path were changed.</summary>
    public Task RunAgainAsync(HttpContext http)
    {
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        return first!(http);
    }

    private static FeatureCollection Features(
        Origin outer, ApiRequest request, OwnResponse response, Stream output)
    {
        var query = request.Path.IndexOf('?', StringComparison.Ordinal);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = request.Method,
            Scheme = outer.Scheme,
            Protocol = outer.Protocol,
            Path = PathString.FromUriComponent(query < 0 ? request.Path : request.Path[..query]).Value!,
            QueryString = query < 0 ? "" : request.Path[query..],
            RawTarget = request.Path,
            Headers = Headers(outer, request),
            Body = request.Body ?? Stream.Null,
        });
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(
            request.Answering is { } answering ? new FirstWrite(output, () => answering(
                response.StatusCode, response.Headers.ContentType)) : output));
        features.Set<IHttpMaxRequestBodySizeFeature>(new OwnBodySize());
        features.Set<IHttpRequestBodyDetectionFeature>(new HasBody(request.Body is not null));
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature
        {
            RemoteIpAddress = outer.Address,
            ConnectionId = outer.Connection,
        });
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature
        {
            RequestAborted = outer.Aborted,
        });
        return features;
    }

    private static HeaderDictionary Headers(Origin outer, ApiRequest request)
    {
        var headers = new HeaderDictionary
        {
            ["Host"] = outer.Host,
            ["Accept-Language"] = request.Language,
            ["Content-Type"] = Or(request.ContentType),
            ["Accept"] = Or(request.Accept),
            ["Idempotency-Key"] = Or(request.IdempotencyKey),
            ["Authorization"] = Or(request.Key is null ? null : $"Bearer {request.Key}"),
        };
        headers.ContentLength = request.Length;
        return headers;
    }

    private static StringValues Or(string? value) => value is null ? StringValues.Empty : new(value);

    /// <summary>Where a request comes from.</summary>
    private sealed record Origin(
        string Scheme, string Protocol, string Host, IPAddress Address, string Connection, CancellationToken Aborted)
    {
        public static Origin Of(HttpContext http) => new(
            http.Request.Scheme, http.Request.Protocol, http.Request.Headers.Host.ToString(),
            http.Connection.RemoteIpAddress ?? IPAddress.None, http.Connection.Id, http.RequestAborted);

        public static Origin Own(CancellationToken stop) =>
            new("http", "HTTP/1.1", "localhost", IPAddress.Loopback, "own", stop);
    }

    private sealed record HasBody(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
