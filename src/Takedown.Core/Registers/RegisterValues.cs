using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Core.Targets;

namespace Takedown.Core.Registers;

/// <summary>
/// One value of a register by the type of its field. Stored is its canonical text: entries of a list are separated by
/// <c>|</c>, which none of them contains.
/// </summary>
public static class RegisterValues
{
    /// <summary>The longest text.</summary>
    public const int MaxText = 500;

    /// <summary>The longest text of several lines.</summary>
    public const int MaxLongText = 4000;

    private const int MaxEntries = 100;
    private const string UsccLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>The text of a JSON value: a text, a number, true or false, or a list of texts.</summary>
    /// <returns>Null where the value is of another type; empty where there is none.</returns>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array when value.EnumerateArray().All(
            e => e.ValueKind is JsonValueKind.String && !e.GetString()!.Contains('|', StringComparison.Ordinal)) =>
            string.Join('|', value.EnumerateArray().Select(e => e.GetString()!.Trim()).Where(e => e.Length > 0)),
        _ => null,
    };

    /// <summary>A stored value as JSON: a list for lists, true or false, or a text.</summary>
    public static JsonElement Json(string type, string stored) => type switch
    {
        "words" or "list" => Array(stored.Split('|')),
        "yes-no" => JsonElement.Parse(stored),
        _ => String(stored),
    };

    /// <summary>Checks a value and brings it into its canonical form.</summary>
    /// <param name="field">The field.</param>
    /// <param name="text">The value; not empty.</param>
    /// <param name="canonical">The canonical form; the text itself if there is a fault.</param>
    /// <returns>The code of the fault; null if there is none.</returns>
    public static string? Fault(RegisterField field, string text, out string canonical)
    {
        canonical = text;
        if (text.Length > (field.Type is "long-text" or "list" ? MaxLongText : MaxText)) return "value.too-long";
        if (text.Any(c => char.IsControl(c) && !(field.Type == "long-text" && c is '\n' or '\r' or '\t')))
            return "text.line";
        switch (field.Type)
        {
            case "text":
                return null;
            case "long-text":
                canonical = text.ReplaceLineEndings("\n");
                return null;
            case "word":
                return !IsWord(text) ? "value.token" : Known(field, text) ? null : "value.unknown";
            case "words":
            case "list":
                string[] entries = [.. text.Split('|', Split).Distinct(StringComparer.Ordinal)];
                if (field.Type == "words") System.Array.Sort(entries, StringComparer.Ordinal);
                canonical = string.Join('|', entries);
                return entries.Length > MaxEntries ? "list.too-long"
                    : field.Type == "list" ? null
                    : !entries.All(IsWord) ? "value.token" : entries.All(e => Known(field, e)) ? null : "value.unknown";
            case "yes-no":
                return Said(text, out canonical) ? null : "value.yes-no";
            case "date":
                return IsDay(text, out canonical) ? null : "value.date";
            case "host":
                return IsHost(text, out canonical) ? null : "host.invalid";
            case "region":
                return Region.IsValid(text) ? null : "region.unknown";
            case "uscc":
                canonical = text.ToUpperInvariant();
                return canonical.Length == 18 && canonical.All(UsccLetters.Contains) ? null : "value.bad-format";
            case "id":
                var isId = Guid.TryParse(text, CultureInfo.InvariantCulture, out var id);
                if (isId) canonical = id.ToString();
                return isId ? null : "value.bad-format";
            default:
                throw new InvalidOperationException($"The register pack has a field of the unknown type {field.Type}.");
        }
    }

    private const StringSplitOptions Split =
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private static bool Known(RegisterField field, string word) => field.Words is null || field.Words.Contains(word);

    private static bool IsWord(string text) =>
        text.Length is >= 1 and <= 60 && text[0] != '-' && text[^1] != '-'
        && text.All(c => c is '-' || char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c));

    private static bool Said(string text, out string canonical)
    {
        bool? said = text.ToLowerInvariant() switch
        {
            "true" or "yes" or "是" or "1" => true,
            "false" or "no" or "否" or "0" => false,
            _ => null,
        };
        canonical = said switch { true => "true", false => "false", null => text };
        return said is not null;
    }

    /// <summary>A day, as 2026-11-26 and as spreadsheets write it.</summary>
    private static bool IsDay(string text, out string canonical)
    {
        string[] forms = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d", "yyyy.M.d", "yyyy年M月d日"];
        var isDay = DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        canonical = isDay ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;
        return isDay;
    }

    private static bool IsHost(string text, out string canonical)
    {
        canonical = text;
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        if (CanonicalUrl.Parse(url, out var parsed) is not UrlFault.None) return false;
        canonical = parsed!.Host;
        return true;
    }

    /// <summary>A text as it stands between quotation marks in JSON.</summary>
    internal static string Escaped(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    private static JsonElement String(string text) => JsonElement.Parse($"\"{Escaped(text)}\"");

    private static JsonElement Array(IEnumerable<string> entries) =>
        JsonElement.Parse($"[{string.Join(',', entries.Select(e => $"\"{Escaped(e)}\""))}]");
}
