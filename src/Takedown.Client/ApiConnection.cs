using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Client;

/// <summary>
/// Sends one request and reads its answer: adds the key, maps JSON, and throws on any answer other than success.
/// </summary>
internal sealed class ApiConnection(HttpClient http, string key, TakedownClientOptions options)
{
    // The server rejects unknown members. A client must accept them, or each new member would break older clients.
    public static readonly TakedownJson Json = new(new JsonSerializerOptions(TakedownJson.Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    });

    // Set per request rather than as a default header, so that one HttpClient can serve several keys.
    private readonly AuthenticationHeaderValue bearer = new("Bearer", key);

    public TimeProvider Time => options.Time;

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(ApiRequest.Get(path), type, cancellation);

    public Task<T> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(new ApiRequest(HttpMethod.Post, path), type, cancellation);

    public Task<TOut> SendAsync<TIn, TOut>(
        HttpMethod method, string path, TIn body,
        JsonTypeInfo<TIn> bodyType, JsonTypeInfo<TOut> type, CancellationToken cancellation) =>
        SendAsync(ApiRequest.Of(method, path, body, bodyType), type, cancellation);

    public async Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var answer = await AnswerAsync(request, cancellation);
        return await answer.Content.ReadFromJsonAsync(type, cancellation)
            ?? throw new JsonException($"The server answered {request.Path} with null.");
    }

    public async Task DeleteAsync(string path, CancellationToken cancellation) =>
        (await AnswerAsync(new ApiRequest(HttpMethod.Delete, path), cancellation)).Dispose();

    /// <summary>
    /// The answer to a request, with its body still to be read. 429 and 503 are waited for as long as the server says.
    /// </summary>
    public async Task<HttpResponseMessage> AnswerAsync(ApiRequest request, CancellationToken cancellation)
    {
        for (var retry = 0; ; retry++)
        {
            using var message = request.Message();
            message.Headers.Authorization = bearer;
            var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.IsSuccessStatusCode) return answer;
            using (answer)
            {
                if (retry >= options.MaxRetries || WaitOf(answer, request) is not { } wait)
                    throw new TakedownProblemException(answer.StatusCode, await ProblemOfAsync(answer, cancellation));
                await Task.Delay(wait, options.Time, cancellation);
            }
        }
    }

    /// <summary>How long to wait before the request is sent again; null if it is not.</summary>
    private TimeSpan? WaitOf(HttpResponseMessage answer, ApiRequest request)
    {
        var isRefused = answer.StatusCode is HttpStatusCode.TooManyRequests;
        if (!isRefused && (answer.StatusCode is not HttpStatusCode.ServiceUnavailable || !request.IsIdempotent))
            return null;
        var hint = answer.Headers.RetryAfter;
        var wait = hint?.Delta ?? hint?.Date - options.Time.GetUtcNow();
        return request.IsRepeatable && wait <= options.MaxWait ? wait < TimeSpan.Zero ? TimeSpan.Zero : wait : null;
    }

    /// <summary>The pages of a list, one after the other, until there is no next.</summary>
    public static async IAsyncEnumerable<T> PagesAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> read, string? after,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await read(after, cancellation);
            foreach (var item in page.Items) yield return item;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>The lines of an NDJSON download.</summary>
    public async IAsyncEnumerable<T> LinesAsync<T>(
        string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var answer = await AnswerAsync(ApiRequest.Get(path), cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        await foreach (var item in JsonSerializer.DeserializeAsyncEnumerable(
            body, type, topLevelValues: true, cancellation))
        {
            if (item is not null) yield return item;
        }
    }

    private static async Task<ProblemView> ProblemOfAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var status = (int)answer.StatusCode;
        if (answer.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
        {
            try
            {
                return await answer.Content.ReadFromJsonAsync(Json.ProblemView, cancellation)
                    ?? new() { Status = status };
            }
            catch (JsonException)
            {
                // The answer comes from a proxy rather than the server, so the status is all that is known.
            }
        }
        return new() { Status = status, Title = answer.ReasonPhrase };
    }

    /// <summary>Builds a path from a route and its query parameters, leaving out those without a value.</summary>
    public static string Path(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value is null) continue;
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
        return text.ToString();
    }
}
