using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Takedown.Server.Http;

/// <summary>
/// The text of each stable code, from one resource file per language beside this class. A code without a text is
/// returned as it is; the tests reject that.
/// </summary>
internal static class Messages
{
    private static readonly FrozenDictionary<string, string> English = Read(Language.English);
    private static readonly FrozenDictionary<string, string> Chinese = Read(Language.Chinese);

    public static FrozenDictionary<string, string> In(string language) =>
        language == Language.Chinese ? Chinese : English;

    public static string Text(string code, string language, params string[] args)
    {
        if (!In(language).TryGetValue(code, out var template)) return code;
        // Surplus arguments are harmless; a placeholder without an argument shows as an ellipsis.
        return string.Format(CultureInfo.InvariantCulture, template, [.. args, "…", "…"]);
    }

    private static FrozenDictionary<string, string> Read(string language)
    {
        using var stream = typeof(Messages).Assembly.GetManifestResourceStream($"messages/{language}.json")!;
        using var file = JsonDocument.Parse(stream);
        return file.RootElement.EnumerateObject()
            .ToFrozenDictionary(text => text.Name, text => text.Value.GetString()!);
    }
}
