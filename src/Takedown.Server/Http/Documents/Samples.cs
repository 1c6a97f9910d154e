using System.Text.Json.Nodes;

namespace Takedown.Server.Http.Documents;

/// <summary>The sample payloads of the contracts, used by the tests and as the examples of the document.</summary>
internal static class Samples
{
    public static JsonNode? Json(string name) => Read($"{name}.json") is { } text ? JsonNode.Parse(text) : null;

    public static JsonNode? Text(string name) => Read(name) is { } text ? JsonValue.Create(text) : null;

    private static string? Read(string name)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream($"samples/{name}");
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
