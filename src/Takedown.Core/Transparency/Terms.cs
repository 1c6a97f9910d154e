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
    /// <param name="never">Terms of values that must not be found, such as a name that was blanked.</param>
    public static IReadOnlyList<string> Of(
        IReadOnlyList<string?> texts, IEnumerable<IReadOnlyList<string>> never)
    {
        List<string> rest = [.. texts.Skip(1).SelectMany(Cut).Distinct(StringComparer.Ordinal).Take(Max - MaxAsked)];
        HashSet<string> terms = new(StringComparer.Ordinal);
        foreach (var term in Cut(texts[0]))
            if (terms.Count < Max - rest.Count) terms.Add(term);
        terms.UnionWith(rest);
        // Its parts may stand in other texts, each of them harmless.
        foreach (var value in never)
            if (value.Count > 0 && value.All(terms.Contains)) terms.ExceptWith(value);
        return [.. terms];
    }

    private static IEnumerable<string> Cut(string? text)
    {
        if (string.IsNullOrEmpty(text)) yield break;
        // A word so far, or the run of Chinese characters so far.
        var (word, last, run) = (new StringBuilder(), default(Rune), 0);
        foreach (var rune in Normal.FoldCase(text).EnumerateRunes().Append(new Rune(' ')))
        {
            var (isHan, isOfWord) = (IsHan(rune), IsOfWord(rune));
            if (!isHan && run == 1) yield return last.ToString();
            if ((isHan || !isOfWord) && word.Length > 0)
            {
                if (word.Length <= MaxWord) yield return word.ToString();
                word.Clear();
            }
            if (isHan && run > 0) yield return $"{last}{rune}";
            if (!isHan && isOfWord) word.Append(rune.ToString());
            (last, run) = (rune, isHan ? run + 1 : 0);
        }
    }

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF
        or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF or 0x3005 or 0x3007;
}
