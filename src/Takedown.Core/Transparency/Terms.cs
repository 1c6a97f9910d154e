using System.Globalization;
using System.Text;
using Takedown.Core.Unicode;

namespace Takedown.Core.Transparency;

/// <summary>
/// What a published notice is found by, and what a query asks for: the same on every store. Texts are folded in case
/// and width; runs of letters and digits are words, runs of Chinese characters are cut into overlapping pairs.
/// </summary>
public static class Terms
{
    /// <summary>The most terms of one notice.</summary>
    public const int Max = 32;

    /// <summary>The most terms that one query asks for; the title of a notice always keeps as many.</summary>
    public const int MaxAsked = 16;

    /// <summary>A longer word is no word of a language.</summary>
    private const int MaxWord = 64;

    /// <summary>The terms of one text, at most <see cref="Max"/>.</summary>
    public static IReadOnlyList<string> Of(string? text) => [.. Cut(text).Distinct(StringComparer.Ordinal).Take(Max)];

    /// <summary>The terms that a query asks for, all of which a notice must have.</summary>
    public static IReadOnlyList<string> Asked(string? text) =>
        [.. Cut(text).Distinct(StringComparer.Ordinal).Take(MaxAsked)];

    /// <summary>The terms of several texts, the first of which is the longest.</summary>
    /// <param name="texts">The public texts.</param>
    /// <param name="never">Values that must not be found, such as a name that was blanked.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string?> texts, IEnumerable<string> never)
    {
        List<string> rest = [.. texts.Skip(1).SelectMany(Cut).Distinct(StringComparer.Ordinal).Take(Max - MaxAsked)];
        HashSet<string> terms = new(StringComparer.Ordinal);
        foreach (var term in Cut(texts[0]))
            if (terms.Count < Max - rest.Count) terms.Add(term);
        terms.UnionWith(rest);
        // Its parts may stand in other texts, each of them harmless. Of most values the first stands nowhere.
        foreach (var value in never)
            if (Cut(value).FirstOrDefault() is { } first && terms.Contains(first)
                && Of(value) is var all && all.All(terms.Contains)) terms.ExceptWith(all);
        return [.. terms];
    }

    private static IEnumerable<string> Cut(string? text)
    {
        if (string.IsNullOrEmpty(text)) yield break;
        var folded = Normal.FoldCase(text);
        // Where the word so far began; where the last Chinese character stands, and how many stand together there.
        var (word, last, run, length) = (-1, 0, 0, 0);
        for (var at = 0; at <= folded.Length; at += length)
        {
            var rune = RuneAt(folded, at, out length);
            var (isHan, isOfWord) = (IsHan(rune), IsOfWord(rune));
            if (!isHan && run == 1) yield return folded[last..at];
            if ((isHan || !isOfWord) && word >= 0)
            {
                if (at - word <= MaxWord) yield return folded[word..at];
                word = -1;
            }
            if (isHan && run > 0) yield return folded[last..(at + length)];
            if (!isHan && isOfWord && word < 0) word = at;
            (last, run) = (at, isHan ? run + 1 : 0);
        }
    }

    /// <summary>The character at a place; a blank at the end, which ends what is open.</summary>
    private static Rune RuneAt(string text, int at, out int length)
    {
        length = 1;
        if (at == text.Length) return new(' ');
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length);
        return rune;
    }

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF
        or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF or 0x3005 or 0x3007;
}
