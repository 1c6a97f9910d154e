using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Takedown.Server.Tests.Docker;

namespace Takedown.Server.Tests.Documents;

/// <summary>Requests in the pages against the OpenAPI document: their paths, verbs and query parameters.</summary>
[Trait("Database", "unused")]
public sealed partial class ApiPathTests
{
    private static readonly Dictionary<string, JsonObject> Paths =
        JsonNode.Parse(Repository.Read("openapi/takedown.v1.json"))!["paths"]!.AsObject()
            .ToDictionary(p => Plain(p.Key), p => p.Value!.AsObject());

    [Fact]
    public void Every_request_that_a_page_shows_exists()
    {
        var requests = Page.All.SelectMany(p => Request().Matches(p.Text).Select(m => (p.Path, Request: m))).ToList();
        Assert.True(requests.Count > 40);
        PageFaults.None(requests
            .Select(r => (r.Path, r.Request.Value, Fault: Fault(r.Request)))
            .Where(r => r.Fault is not null).Select(r => $"{r.Path}: {r.Value}: {r.Fault}"));
    }

    private static string? Fault(Match request)
    {
        var path = Plain(request.Groups["path"].Value);
        if (!Paths.TryGetValue(path, out var operations))
        {
            // The routes below it.
            return Paths.Keys.Any(p => p.StartsWith(path + "/", StringComparison.Ordinal)) ? null : "no such path";
        }
        var verb = request.Groups["verb"].Value.Split('/')[^1].ToLowerInvariant();
        if (verb.Length > 0 && !operations.ContainsKey(verb)) return "no such verb";
        var known = operations.SelectMany(o => o.Value!["parameters"]?.AsArray() ?? [])
            .Select(p => p!["name"]!.GetValue<string>()).ToHashSet();
        var unknown = Parameter().Matches(request.Groups["query"].Value).Select(m => m.Groups["name"].Value)
            .FirstOrDefault(name => !known.Contains(name));
        return unknown is null ? null : $"no parameter {unknown}";
    }

    /// <summary>What stands for an id is one thing, in a document or in a shell.</summary>
    private static string Plain(string path) => Id().Replace(path, "{}").TrimEnd('/');

    private const string RequestText =
        @"((?<verb>GET|POST|PUT|PATCH|DELETE) )?(?<![\w.])(\$api)?"
        + @"(?<path>/v1/[\w{}$/-]*[\w}](\.csv)?)(?<query>\?[\w=&%.$-]*)?";

    [GeneratedRegex(RequestText, RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Request();

    [GeneratedRegex(@"[?&](?<name>\w+)=", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{\w+(:\w+)?\}|\$\w+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Id();
}
