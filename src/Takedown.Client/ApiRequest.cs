using System.Text.Json.Serialization.Metadata;
using System.Net.Http.Json;

namespace Takedown.Client;

/// <summary>A request that can be made anew for each try.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Content">Makes the content; null for none.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, Func<HttpContent>? Content = null)
{
    /// <summary>Further headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Whether sending it twice has the effect of sending it once.</summary>
    public bool IsIdempotent { get; init; } = Method != HttpMethod.Post;

    /// <summary>Whether the content can be made a second time; not if it is a stream that cannot go back.</summary>
    public bool IsRepeatable { get; init; } = true;

    public static ApiRequest Get(string path) => new(HttpMethod.Get, path);

    public static ApiRequest Of<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type) =>
        new(method, path, () => JsonContent.Create(body, type));

    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(Method, Path) { Content = Content?.Invoke() };
        foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }
}
