using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;

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

    /// <summary>
    /// The text with the defaults for what it leaves out and with its faults; the text itself if it is no JSON object.
    /// </summary>
    public static string Under(JsonObject? defaults, string text, long? row, List<FieldError>? errors)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject item) return text;
            if (defaults is not null) Fill(item, defaults);
            return With(item, row, errors);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, or JSON with a duplicate field or an incomplete character.
            return text;
        }
    }

    /// <summary>The item with its line and its faults, which are ignored when it is sent again.</summary>
    public static string With(JsonObject item, long? row, List<FieldError>? errors)
    {
        if (row is not null) item["row"] = row;
        if (errors is not null)
        {
            item["errors"] = new JsonArray([.. errors.Select(e => (JsonNode)new JsonObject
            {
                ["pointer"] = e.Pointer,
                ["code"] = e.Code,
                ["message"] = e.Message,
            })]);
        }
        return item.ToJsonString(AsWritten);
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
