using System.Net;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Contracts;

/// <summary>
/// What the document promises its readers: a name, an example, the errors and the limits of every operation.
/// </summary>
[Trait("Database", "unused")]
public sealed class OpenApiTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Every_operation_has_a_name_a_summary_its_errors_and_an_example_of_everything_it_takes_and_gives()
    {
        foreach (var (path, verb, operation) in await OperationsAsync())
        {
            var at = $"{verb} {path}";
            Assert.True(
                operation["operationId"] is not null && operation["summary"] is not null,
                $"{at} has no name or summary");
            var responses = operation["responses"]!.AsObject();
            // What the public may do needs no key.
            Assert.True(path.StartsWith("/v1/tips", StringComparison.Ordinal)
                || path is "/v1/counter-notices/with-links" or "/v1/account-appeals/steps"
                    or "/v1/account-appeals/with-link"
                || (responses.ContainsKey("401") && responses.ContainsKey("403")),
                $"{at} does not say that it needs a key");
            Assert.True(responses.ContainsKey("429"), $"{at} does not say that it is limited");
            foreach (var (status, response) in responses)
            {
                foreach (var (type, media) in Contents(response))
                    Assert.True(media["example"] is not null, $"{at} {status} {type} has no example");
            }
            foreach (var (type, media) in Contents(operation["requestBody"]))
                Assert.True(media["example"] is not null, $"{at} takes {type} and shows none");
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            {
                Assert.True(
                    parameter!["in"]!.GetValue<string>() == "path" || parameter["description"] is not null,
                    $"{at} does not describe {parameter["name"]}");
            }
        }
    }

    [Fact]
    public async Task Who_has_the_document_does_not_get_it_again()
    {
        using var first = await server.Anonymous.Client.GetAsync("/openapi/v1.json");
        Assert.Equal("application/json", first.Content.Headers.ContentType!.MediaType);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Anonymous.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Lists_tell_the_limits_of_a_page()
    {
        var limits = (await OperationsAsync())
            .SelectMany(o => (o.Operation["parameters"]?.AsArray() ?? []).Select(p => (o.Path, Of: p!)))
            .Where(p => p.Of["name"]!.GetValue<string>() == "limit")
            .Select(p => (p.Path, Schema: p.Of["schema"]!))
            .ToList();
        Assert.True(limits.Count >= 8);
        // A page that anybody may ask for is shorter.
        Assert.All(limits, limit => Assert.Equal(
            (1, limit.Path == "/v1/transparency/notices" ? 100 : 1000),
            (limit.Schema["minimum"]!.GetValue<int>(), limit.Schema["maximum"]!.GetValue<int>())));
    }

    [Fact]
    public async Task The_document_names_no_server_because_it_is_the_same_for_all() =>
        Assert.DoesNotContain(
            "127.0.0.1", (await server.Anonymous.GetAsync("/openapi/v1.json")).Must(200).Body,
            StringComparison.Ordinal);

    private async Task<List<(string Path, string Verb, JsonNode Operation)>> OperationsAsync()
    {
        var document = (await server.Anonymous.GetAsync("/openapi/v1.json")).Must(200).Json;
        return [.. document["paths"]!.AsObject()
            .SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, o.Key, o.Value!)))];
    }

    private static IEnumerable<(string Type, JsonNode Media)> Contents(JsonNode? holder) =>
        (holder?["content"]?.AsObject() ?? []).Select(c => (c.Key, c.Value!));
}
