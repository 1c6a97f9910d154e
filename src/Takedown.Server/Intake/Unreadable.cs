using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Server.Events;

namespace Takedown.Server.Intake;

/// <summary>What is kept of an item that could not be read as a notice: one line, with the batch's defaults in it, ready to be mended.</summary>
internal static class Unreadable
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ForResend(string text, NoticeInput? defaults)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject item)
            {
                if (defaults is not null) Fill(item, JsonSerializer.SerializeToNode(defaults, StoredJson.Default.NoticeInput)!.AsObject());
                return item.ToJsonString(AsWritten);
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, or JSON with a field twice or half a character: kept as it came, but on one line.
        }
        return text.ReplaceLineEndings(" ");
    }

    private static void Fill(JsonObject item, JsonObject defaults)
    {
        foreach (var (name, value) in defaults)
        {
            if (!item.ContainsKey(name)) item[name] = value?.DeepClone();
            else if (item[name] is JsonObject inner && value is JsonObject filling) Fill(inner, filling);
        }
    }
}
