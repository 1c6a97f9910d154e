using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Takedown.Server.Intake;

/// <summary>
/// Fills the defaults of a batch into the text of a refused item when it is read, so that they are stored once. The
/// item need not be a valid notice.
/// </summary>
internal static class DefaultsJson
{
    /// <summary>One value, because the name of an account belongs to its id.</summary>
    private const string Account = "account";

    private static readonly JsonSerializerOptions AsWritten =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The stored defaults; null if there are none.</summary>
    public static JsonObject? Read(string? stored) => stored is null ? null : JsonNode.Parse(stored) as JsonObject;

    /// <summary>The text with the defaults for what it leaves out; the text itself if it is not a JSON object.</summary>
    public static string Under(JsonObject? defaults, string text)
    {
        if (defaults is null) return text;
        try
        {
            if (JsonNode.Parse(text) is not JsonObject item) return text;
            Fill(item, defaults);
            return item.ToJsonString(AsWritten);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, or JSON with a duplicate field or an incomplete character.
            return text;
        }
    }

    private static void Fill(JsonObject item, JsonObject defaults)
    {
        foreach (var (name, value) in defaults)
        {
            if (item[name] is not { } given) item[name] = value?.DeepClone();
            else if (name != Account && given is JsonObject part && value is JsonObject rest) Fill(part, rest);
        }
    }
}
