using System.Buffers;

namespace Takedown.Core.Words;

/// <summary>The shape of the words of vocabularies and of codes in lower case.</summary>
public static class Token
{
    private const int MaxLength = 60;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>
    /// Words of lower-case letters and digits with single dashes between them. Without a regular expression, because a
    /// notice has many tokens.
    /// </summary>
    public static bool Is(string text) =>
        text.Length is >= 1 and <= MaxLength && text[0] != '-' && text[^1] != '-'
        && !text.AsSpan().ContainsAnyExcept(Characters) && !text.Contains("--", StringComparison.Ordinal);
}
