using System.Text;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Screens.Access;

namespace Takedown.Screens.Api;

/// <summary>The API as a screen calls it: as the signed-in caller and in the reader's language.</summary>
public sealed class ApiClient(Screen screen, IPageServer server)
{
    /// <exception cref="ApiException">The answer is a problem.</exception>
    public async Task<T> GetAsync<T>(string path) => (await SendAsync("GET", path)).Must().Read<T>();

    /// <summary>The same; null where it is not there or not for this caller.</summary>
    public async Task<T?> FindAsync<T>(string path) where T : class
    {
        var answer = await SendAsync("GET", path);
        return answer.Status is 403 or 404 or 410 ? null : answer.Must().Read<T>();
    }

    public async Task<JsonNode> JsonAsync(string path) => (await SendAsync("GET", path)).Must().Json!;

    /// <summary>All pages of a list, at most <paramref name="most"/> items.</summary>
    public async Task<IReadOnlyList<T>> AllAsync<T>(string path, int most = 1000)
    {
        var items = new List<T>();
        string? after = null;
        do
        {
            var page = await GetAsync<Page<T>>(Paths.With(path, ("after", after)));
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null && items.Count < most);
        return items;
    }

    public Task<ApiAnswer> SendAsync(string method, string path, JsonNode? body = null, string? idempotencyKey = null)
    {
        var bytes = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString());
        return SendAsync(new ApiRequest(method, path)
        {
            Body = bytes is null ? null : new MemoryStream(bytes),
            Length = bytes?.Length,
            ContentType = bytes is null ? null : "application/json",
            IdempotencyKey = idempotencyKey,
        });
    }

    public Task<ApiAnswer> SendAsync(ApiRequest request) =>
        server.CallAsync(screen.Http, screen.Caller, request with { Language = screen.Language });
}
