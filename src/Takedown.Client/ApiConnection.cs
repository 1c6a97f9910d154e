using System.Net.Http.Headers;
using System.Net.Http.Json;
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
internal sealed class ApiConnection(HttpClient http, string key)
{
    // The server rejects unknown members. A client must accept them, or each new member would break older clients.
    public static readonly TakedownJson Json = new(new JsonSerializerOptions(TakedownJson.Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    });

    // Set per request rather than as a default header, so that one HttpClient can serve several keys.
    private readonly AuthenticationHeaderValue bearer = new("Bearer", key);

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, cancellation);

    public Task<T> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path), type, cancellation);

    public Task<TOut> SendAsync<TIn, TOut>(
        HttpMethod method, string path, TIn body,
        JsonTypeInfo<TIn> bodyType, JsonTypeInfo<TOut> type, CancellationToken cancellation) =>
        SendAsync(
            new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, bodyType) }, type, cancellation);

    public async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var answer = await AnswerAsync(request, cancellation);
        return await answer.Content.ReadFromJsonAsync(type, cancellation)
            ?? throw new JsonException($"The server answered {request.RequestUri} with null.");
    }

    public async Task DeleteAsync(string path, CancellationToken cancellation) =>
        (await AnswerAsync(new HttpRequestMessage(HttpMethod.Delete, path), cancellation)).Dispose();

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var _ = request;
        request.Headers.Authorization = bearer;
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.IsSuccessStatusCode) return answer;
        using (answer)
            throw new TakedownProblemException(answer.StatusCode, await ProblemOfAsync(answer, cancellation));
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
