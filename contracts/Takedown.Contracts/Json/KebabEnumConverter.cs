using System.Text.Json;
using System.Text.Json.Serialization;

namespace Takedown.Contracts.Json;

/// <summary>Enum values are written as kebab-case words. Numbers are rejected.</summary>
public sealed class KebabEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Converts enum values to and from their JSON words.</summary>
public static class Kebab
{
    /// <summary>The JSON word: <c>LinkDisconnected</c> becomes <c>link-disconnected</c>.</summary>
    public static string Word<T>(this T value) where T : struct, Enum => Words<T>.ByValue[value];

    /// <summary>All JSON words of an enum, in the order of its values.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Words<T>.Listed;

    /// <summary>The value of a JSON word; false if there is none.</summary>
    public static bool TryParse<T>(string? word, out T value) where T : struct, Enum
    {
        if (word is not null) return Words<T>.ByWord.TryGetValue(word, out value);
        value = default;
        return false;
    }

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));

        public static readonly Dictionary<string, T> ByWord =
            ByValue.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

        public static readonly IReadOnlyList<string> Listed = [.. ByValue.Values];
    }
}
