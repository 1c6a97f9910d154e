using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Harness;

/// <summary>Calls as one organisation, in plain JSON, the way an outside client would.</summary>
public sealed class Api
{
    private static readonly SocketsHttpHandler Handler =
        new() { PooledConnectionLifetime = TimeSpan.FromMinutes(1), MaxConnectionsPerServer = 500 };
    private readonly HttpClient client;

    public Api(Uri address, string? key)
    {
        client = new HttpClient(Handler, disposeHandler: false)
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(10),
        };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public HttpClient Client => client;

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), headers);

    public Task<Answer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), []);

    public Task<Answer> PostAsync(string path, object body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body), "application/json", headers);

    public Task<Answer> PutAsync(string path, object body) =>
        SendAsync(HttpMethod.Put, path, JsonSerializer.SerializeToUtf8Bytes(body), "application/json");

    public Task<Answer> PatchAsync(string path, object body) =>
        SendAsync(HttpMethod.Patch, path, JsonSerializer.SerializeToUtf8Bytes(body), "application/json");

    public Task<Answer> SendAsync(
        HttpMethod method, string path, string body, string contentType,
        params (string Name, string Value)[] headers) =>
        SendAsync(method, path, Encoding.UTF8.GetBytes(body), contentType, headers);

    public Task<Answer> SendAsync(
        HttpMethod method, string path, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return SendAsync(new HttpRequestMessage(method, path) { Content = content }, headers);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return new(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync());
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, string? MediaType, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public JsonArray Items => Json["items"]!.AsArray();

    public override string ToString() => $"{Status} {Body}";

    /// <summary>The stable code of a problem.</summary>
    public string? Code => Json["code"]?.GetValue<string>();

    /// <summary>Codes of the faults by pointer.</summary>
    public IEnumerable<(string Pointer, string Code)> Faults =>
        (Json["errors"]?.AsArray() ?? [])
            .Select(e => (e!["pointer"]!.GetValue<string>(), e["code"]!.GetValue<string>()));

    /// <summary>The status must be this, or the test fails with what the server said.</summary>
    public Answer Must(int status)
    {
        Assert.True(status == Status, $"Expected {status}, got {Status}: {Body[..Math.Min(Body.Length, 2000)]}");
        return this;
    }
}
