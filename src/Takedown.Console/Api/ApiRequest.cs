namespace Takedown.Screens.Api;

/// <summary>
/// A request to the API, which the server answers in this process with the rules of any other request.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query, escaped: <c>/v1/notices?state=delivered</c>.</param>
public sealed record ApiRequest(string Method, string Path)
{
    public Stream? Body { get; init; }

    public long? Length { get; init; }

    public string? ContentType { get; init; }

    public string? Accept { get; init; }

    /// <summary>The language of the answer: <c>en</c> or <c>zh-CN</c>.</summary>
    public string Language { get; init; } = "en";

    public string? IdempotencyKey { get; init; }

    /// <summary>A key to sign in with; otherwise the request is made as the session's.</summary>
    public string? Key { get; init; }

    /// <summary>Where the body of the answer goes; otherwise it is kept in memory.</summary>
    public Stream? Output { get; init; }

    /// <summary>Called with status and headers before the first byte goes to <see cref="Output"/>.</summary>
    public Action<int, string?>? Answering { get; init; }
}
