using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts.Json;

namespace Takedown.Server.Intake;

/// <summary>
/// Items with fields that a notice does not have: what a resend file adds (<c>row</c>, <c>errors</c>), and the sender's
/// own, where they are to become metadata.
/// </summary>
internal static class LenientNotice
{
    private const string Metadata = "metadata";

    private static readonly JsonSerializerOptions AsWritten =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The item without such fields; null if it has none.</summary>
    public static byte[]? Rewrite(ReadOnlyMemory<byte> item, bool keepUnknown)
    {
        try
        {
            if (JsonNode.Parse(item.Span) is not JsonObject notice) return null;
            var changed = IsReturned(notice) && (notice.Remove("errors") | notice.Remove("row"));
            if (keepUnknown)
            {
                var unknown = new Dictionary<string, string>(StringComparer.Ordinal);
                Take(notice, TakedownJson.Default.NoticeInput, "", unknown);
                changed |= unknown.Count > 0 && Keep(notice, unknown);
            }
            return changed ? Encoding.UTF8.GetBytes(notice.ToJsonString(AsWritten)) : null;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, or JSON with a duplicate field or an incomplete character: explained as it is.
            return null;
        }
    }

    /// <summary>Whether the item comes from a resend file.</summary>
    private static bool IsReturned(JsonObject notice) =>
        notice["errors"] is JsonArray errors && errors.All(e => e is JsonObject fault && fault.ContainsKey("code"));

    private static void Take(JsonObject part, JsonTypeInfo type, string path, Dictionary<string, string> unknown)
    {
        foreach (var (name, value) in part.ToList())
        {
            if (type.Properties.FirstOrDefault(p => p.Name == name) is not { } known)
            {
                if (Text(value) is { } text) unknown.Add(path + name, text);
                part.Remove(name);
            }
            else if (value is JsonObject inner && name != Metadata
                && type.Options.GetTypeInfo(known.PropertyType) is { Kind: JsonTypeInfoKind.Object } of)
            {
                Take(inner, of, $"{path}{name}.", unknown);
            }
            else if (value is JsonArray list
                && type.Options.GetTypeInfo(known.PropertyType) is { Kind: JsonTypeInfoKind.Enumerable } many
                && type.Options.GetTypeInfo(many.ElementType!) is { Kind: JsonTypeInfoKind.Object } element)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is JsonObject entry) Take(entry, element, $"{path}{name}.{i}.", unknown);
                }
            }
        }
    }

    /// <summary>Adds to the metadata; false where that has another type, which is a fault of its own.</summary>
    private static bool Keep(JsonObject notice, Dictionary<string, string> unknown)
    {
        if (notice[Metadata] is null) notice[Metadata] = new JsonObject();
        if (notice[Metadata] is not JsonObject metadata) return true;
        foreach (var (name, text) in unknown) metadata.TryAdd(name, text);
        return true;
    }

    private static string? Text(JsonNode? value) => value switch
    {
        null => null,
        JsonValue plain when plain.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(AsWritten),
    };
}
