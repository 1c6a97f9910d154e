namespace Takedown.Screens;

/// <summary>
/// The words of the API for readers. In English a word is itself without its hyphens; Chinese is written here.
/// </summary>
public static partial class Words
{
    public static string Of(string? word, bool chinese) => word is null ? ""
        : chinese ? Chinese(word) ?? word
        : Capital(Spaced(word).Replace('-', ' '));

    public static bool HasChinese(string word) => Chinese(word) is not null;

    private static string? Chinese(string word) => AToD.TryGetValue(word, out var text)
        || EToO.TryGetValue(word, out text) || PToZ.TryGetValue(word, out text) ? text : null;

    /// <summary>The name of a field, such as workTitle, as words.</summary>
    private static string Spaced(string word) => string.Concat(word.Select(
        (c, i) => i > 0 && i + 1 < word.Length && char.IsAsciiLetterUpper(c)
            && char.IsAsciiLetterLower(word[i - 1]) && char.IsAsciiLetterLower(word[i + 1])
            ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Capital(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
