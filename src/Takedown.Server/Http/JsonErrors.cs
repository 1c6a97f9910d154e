using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts.Json;

namespace Takedown.Server.Http;

/// <summary>
/// Finds all reasons why a JSON text is not a valid instance of a type. The serializer stops at the first fault and
/// names a .NET type; this check, made only after it failed, reports every fault with its JSON pointer.
/// </summary>
internal static class JsonErrors
{
    /// <summary>Maximum number of reported faults, which keeps the answer smaller than the request.</summary>
    private const int MaxFaults = 100;

    public static IReadOnlyList<InputFault> Explain(ReadOnlyMemory<byte> json, JsonTypeInfo type, JsonException error)
    {
        var faults = new List<InputFault>();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = type.Options.MaxDepth });
            Walk(document.RootElement, type, "", faults);
        }
        catch (JsonException malformed)
        {
            var deep = malformed.Message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase);
            return [deep
                ? new("", "json.too-deep", type.Options.MaxDepth.ToString(CultureInfo.InvariantCulture))
                : new(
                    "", "json.malformed", $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}")];
        }
        catch (InvalidOperationException)
        {
            // The parser accepts an unpaired surrogate and fails only when the name is read as text.
            return [new("", "json.malformed", "\\uD800 – \\uDFFF")];
        }
        if (faults.Count == 0) faults.Add(new(Pointer(error.Path), "field.type", "another value"));
        return faults;
    }

    private static void Walk(JsonElement element, JsonTypeInfo type, string at, List<InputFault> faults)
    {
        if (element.ValueKind is JsonValueKind.Null || faults.Count >= MaxFaults) return;
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                WalkObject(element, type, at, faults);
                break;
            case JsonTypeInfoKind.Enumerable when element.ValueKind is JsonValueKind.Array:
                var item = type.Options.GetTypeInfo(type.ElementType!);
                var index = 0;
                foreach (var child in element.EnumerateArray()) Walk(child, item, $"{at}/{index++}", faults);
                break;
            case JsonTypeInfoKind.Enumerable:
                faults.Add(new(at, "field.type", "array"));
                break;
            case JsonTypeInfoKind.Dictionary when element.ValueKind is JsonValueKind.Object:
                var value = type.Options.GetTypeInfo(type.ElementType!);
                foreach (var entry in element.EnumerateObject())
                    Walk(entry.Value, value, $"{at}/{Escape(entry.Name)}", faults);
                break;
            default:
                WalkValue(element, type, at, faults);
                break;
        }
    }

    private static void WalkObject(JsonElement element, JsonTypeInfo type, string at, List<InputFault> faults)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(new(at, "field.type", "object"));
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (faults.Count >= MaxFaults) return;
            var pointer = $"{at}/{Escape(member.Name)}";
            var property = type.Properties.FirstOrDefault(p => p.Name == member.Name);
            if (property is null) faults.Add(new(pointer, "field.unknown", Shorten(member.Name)));
            else if (!seen.Add(member.Name)) faults.Add(new(pointer, "field.twice"));
            else if (!IsShort(property, member.Value))
            {
                Walk(member.Value, type.Options.GetTypeInfo(property.PropertyType), pointer, faults);
            }
        }
        foreach (var missing in type.Properties.Where(p => p.IsRequired && !seen.Contains(p.Name)))
        {
            faults.Add(new($"{at}/{missing.Name}", "field.required"));
        }
    }

    /// <summary>Whether a name or a number stands for what has a name or an id.</summary>
    private static bool IsShort(JsonPropertyInfo property, JsonElement value) => property.CustomConverter switch
    {
        null => false,
        IdOrAccountConverter or TextOrNumberConverter => value.ValueKind is JsonValueKind.String
            || (value.ValueKind is JsonValueKind.Number && !value.GetRawText().AsSpan().ContainsAny(".eE")),
        _ => value.ValueKind is JsonValueKind.String,
    };

    private static void WalkValue(JsonElement element, JsonTypeInfo type, string at, List<InputFault> faults)
    {
        try
        {
            element.Deserialize(type);
        }
        catch (JsonException)
        {
            var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
            faults.Add(plain.IsEnum && element.ValueKind is JsonValueKind.String
                ? new(
                    at, "value.unknown", Shorten(element.GetString()!),
                    string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)))
                : new(at, "field.type", Name(plain)));
        }
    }

    private static string Name(Type type) =>
        type.IsEnum || type == typeof(string) ? "string"
        : type == typeof(DateTimeOffset) ? "RFC 3339 instant (2026-11-21T08:00:00Z)"
        : type == typeof(TimeSpan) ? "ISO 8601 duration (PT24H)"
        : type == typeof(DateOnly) ? "date (2026-11-21)"
        : type == typeof(Guid) ? "UUID"
        : type == typeof(bool) ? "true / false"
        : "number";

    /// <summary>The text of one field of an otherwise invalid object; null if there is none.</summary>
    public static string? TextOf(ReadOnlyMemory<byte> json, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty(field, out var found)
                && found.ValueKind is JsonValueKind.String ? found.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    public static string Escape(string name) =>
        Shorten(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Pointer(string? path) =>
        path is null or "$" ? "" : path[1..].Replace('.', '/').Replace("[", "/", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal);
}
