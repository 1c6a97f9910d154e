using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Takedown.Screens.Acts;

/// <summary>Makes the body of a request to the API from the fields of a form.</summary>
public static class FormJson
{
    private static readonly char[] Separators = ['\n', '\r', ',', '，', '、'];

    /// <summary>
    /// Empty fields are left out, or null where that clears a value. Text that is no number stays text, so that the API
    /// names the field.
    /// </summary>
    public static JsonObject Read(IFormCollection form, TimeSpan offset)
    {
        var root = new JsonObject();
        foreach (var (name, values) in form)
        {
            if (FieldName.IsOwn(name)) continue;
            if (FieldName.FormOf(name) is FieldName.Cleared or FieldName.ClearedList
                && values.All(string.IsNullOrEmpty))
                Put(root, FieldName.PathOf(name).Split('.'), null);
            else if (Value(FieldName.FormOf(name), values, offset) is { } value)
                Put(root, FieldName.PathOf(name).Split('.'), value);
        }
        foreach (var name in root.Select(p => p.Key).ToList())
        {
            var value = root[name];
            root.Remove(name);
            root[name] = Packed(value);
        }
        return root;
    }

    private static JsonNode? Value(
        string form, Microsoft.Extensions.Primitives.StringValues values, TimeSpan offset)
    {
        var text = values.Count > 0 ? values[^1]!.Replace("\r\n", "\n", StringComparison.Ordinal) : "";
        if (form == "flag") return text is "true" or "on" ? true : text == "false" ? false : null;
        if (form is "list" or FieldName.ClearedList)
        {
            var items = values.SelectMany(v => v!.Split(Separators, StringSplitOptions.TrimEntries))
                .Where(v => v.Length > 0).ToList();
            return items.Count == 0 ? null : new JsonArray([.. items.Select(i => (JsonNode)i)]);
        }
        if (text.Length == 0) return null;
        return form switch
        {
            "number" when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) =>
                JsonValue.Create(number),
            "instant" when DateTime.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) =>
                new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset)
                    .ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "json" => Parse(text),
            _ => text,
        };
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static void Put(JsonObject root, string[] path, JsonNode? value)
    {
        var at = root;
        foreach (var step in path[..^1])
        {
            if (at[step] is not JsonObject next) at[step] = next = [];
            at = next;
        }
        at[path[^1]] = value;
    }

    /// <summary>Objects whose properties are numbers become lists.</summary>
    private static JsonNode? Packed(JsonNode? node)
    {
        if (node is not JsonObject o) return node;
        foreach (var name in o.Select(p => p.Key).ToList())
        {
            if (o[name] is not JsonObject inner) continue;
            o.Remove(name);
            o[name] = Packed(inner);
        }
        // A longer number is no place in a list.
        if (o.Count == 0 || !o.All(p => p.Key.Length < 10 && p.Key.All(char.IsAsciiDigit))) return o;
        var items = o.OrderBy(p => int.Parse(p.Key, CultureInfo.InvariantCulture)).Select(p => p.Value).ToList();
        o.Clear();
        return new JsonArray([.. items]);
    }
}
