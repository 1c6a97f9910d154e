using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Takedown.Screens.Diffs;

/// <summary>A JSON document as lines, one for each value, with its Chinese readable.</summary>
public static class JsonLines
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // The page escapes it; it is never part of a script.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(JsonNode? document) => document?.ToJsonString(Written) ?? "";

    public static IReadOnlyList<string> Of(JsonNode? document) => document is null ? [] : Text(document).Split('\n');
}
