using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;

namespace Takedown.Screens.Claimants;

/// <summary>A refused row with the fields in which it can be mended.</summary>
/// <param name="Result">Its number and its faults.</param>
/// <param name="Fields">Its fields, those with faults first.</param>
/// <param name="Sent">The row as it was sent, where it fits no fields.</param>
public sealed record MendRow(ItemResult Result, IReadOnlyList<MendField> Fields, string? Sent)
{
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "row", "errors", "sent" };

    /// <summary>Reads a line of what <c>format=resend</c> gives.</summary>
    public static MendRow Of(ItemResult result, string line)
    {
        JsonObject? notice = null;
        try
        {
            notice = JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            // The row was no JSON: it is shown as it was sent.
        }
        if (notice is null) return new(result, [], line);
        var fields = FieldsOf(notice);
        foreach (var error in result.Errors ?? [])
        {
            var path = error.Pointer.Trim('/').Replace('/', '.');
            if (path.Length == 0) continue;
            var at = fields.FindIndex(
                f => path == f.Path || path.StartsWith(f.Path + ".", StringComparison.Ordinal));
            if (at < 0) fields.Add(new(path, "", "", [error.Message]));
            else fields[at] = fields[at] with { Faults = [.. fields[at].Faults, error.Message] };
        }
        return new(
            result, [.. fields.OrderBy(f => f.Faults.Count == 0)], notice["sent"]?.ToString());
    }

    /// <summary>The fields of a notice, parts of parts as their paths.</summary>
    public static List<MendField> FieldsOf(JsonObject notice)
    {
        var fields = new List<MendField>();
        foreach (var (name, value) in notice)
        {
            if (!Own.Contains(name)) Add(fields, name, value);
        }
        return fields;
    }

    private static void Add(List<MendField> fields, string path, JsonNode? value)
    {
        switch (value)
        {
            case null:
                break;
            // The names of own data may have any letters.
            case JsonObject part when path != "metadata":
                foreach (var (name, inner) in part) Add(fields, $"{path}.{name}", inner);
                break;
            case JsonValue text when text.GetValueKind() is JsonValueKind.String:
                fields.Add(new(path, "", text.GetValue<string>(), []));
                break;
            default:
                fields.Add(new(path, ":json", value.ToJsonString(), []));
                break;
        }
    }
}

/// <summary>A field of a refused row.</summary>
/// <param name="Path">Its path, such as <c>work.title</c>.</param>
/// <param name="Form">How its text is read, as in <see cref="Acts.FieldName"/>.</param>
/// <param name="Value">Its text.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record MendField(string Path, string Form, string Value, IReadOnlyList<string> Faults);
