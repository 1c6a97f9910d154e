using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Takedown.Server.Tests.Contracts;

/// <summary>
/// As much of JSON Schema as the OpenAPI document uses, so that what the server says can be compared with what the
/// document says of it.
/// </summary>
internal sealed class JsonSchema(JsonNode document)
{
    /// <summary>The faults of a value, each with its place.</summary>
    public IEnumerable<string> Faults(JsonNode schema, JsonNode? value, string at = "$")
    {
        if (schema["$ref"] is { } reference)
            return Faults(document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!, value, at);
        return
        [
            .. Plain(schema, value, at),
            .. Choice(schema, value, at),
            .. Members(schema, value, at),
            .. Items(schema, value, at),
        ];
    }

    private static IEnumerable<string> Plain(JsonNode schema, JsonNode? value, string at)
    {
        var types = schema["type"] switch
        {
            null => null,
            JsonArray several => several.Select(t => t!.GetValue<string>()).ToArray(),
            var one => [one.GetValue<string>()],
        };
        if (types is not null && !types.Any(t => Is(t, value)))
            yield return $"{at} is {value?.ToJsonString() ?? "null"}, not {string.Join(" or ", types)}";
        if (schema["enum"] is JsonArray words && !words.Any(w => JsonNode.DeepEquals(w, value)))
            yield return $"{at} is {value?.ToJsonString()}, none of the words";
        if (value?.GetValueKind() is not JsonValueKind.String) yield break;
        var text = value.GetValue<string>();
        if (schema["pattern"] is { } pattern
            && !Regex.IsMatch(text, pattern.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1)))
            yield return $"{at} is {text}, not {pattern}";
        if (schema["format"]?.GetValue<string>() is "date-time"
            && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _))
            yield return $"{at} is {text}, no instant";
        if (schema["format"]?.GetValue<string>() is "uuid" && !Guid.TryParse(text, out _))
            yield return $"{at} is {text}, no UUID";
    }

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null or JsonValueKind.Null) => true,
        ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(
            decimal.Parse(value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)),
        ("number", JsonValueKind.Number) => true,
        ("array", JsonValueKind.Array) => true,
        ("object", JsonValueKind.Object) => true,
        _ => false,
    };

    private IEnumerable<string> Choice(JsonNode schema, JsonNode? value, string at)
    {
        if (schema["oneOf"] is not JsonArray choices) return [];
        var found = choices.Select(c => Faults(c!, value, at).ToList()).ToList();
        return found.Count(f => f.Count == 0) == 1 ? []
            : [$"{at} fits {found.Count(f => f.Count == 0)} of its forms", .. found.SelectMany(f => f)];
    }

    private IEnumerable<string> Members(JsonNode schema, JsonNode? value, string at)
    {
        if (value is not JsonObject members || schema["properties"] is not JsonObject known) yield break;
        foreach (var name in (schema["required"]?.AsArray() ?? []).Select(r => r!.GetValue<string>()))
        {
            if (!members.ContainsKey(name)) yield return $"{at}.{name} is missing";
        }
        foreach (var (name, member) in members)
        {
            if (known[name] is not { } property) yield return $"{at}.{name} is unknown";
            else foreach (var fault in Faults(property, member, $"{at}.{name}")) yield return fault;
        }
    }

    private IEnumerable<string> Items(JsonNode schema, JsonNode? value, string at) =>
        value is JsonArray list && schema["items"] is { } item
            ? list.SelectMany((v, i) => Faults(item, v, $"{at}[{i}]")) : [];
}
