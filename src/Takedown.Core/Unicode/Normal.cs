using System.Globalization;
using System.Text;

namespace Takedown.Core.Unicode;

/// <summary>
/// Normal forms of Unicode (UAX 15). ICU is not needed: the runtime has no globalization data
/// (<c>InvariantGlobalization</c>), and these are the only forms in use.
/// </summary>
internal static class Normal
{
    /// <summary>
    /// Whether the text equals its normal forms but for the case of ASCII letters and the width of full-width forms.
    /// </summary>
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        var start = text.IndexOfAnyExceptInRange('\0', '\x7f');
        if (start < 0) return true;
        foreach (var c in text[start..])
            if (!IsPlain(c)) return false;
        return true;
    }

    /// <summary>The same of one character, whatever stands beside it.</summary>
    public static bool IsPlain(char c) => UnicodeTables.IsInert(c) || IsFullWidth(c);

    /// <summary>A full-width form to its ASCII character (ＡＢＣ１２３（） to ABC123()).</summary>
    public static char Narrow(char c) => c == '\u3000' ? ' ' : IsFullWidth(c) ? (char)(c - 0xFEE0) : c;

    /// <summary>The NFKC case folding of a plain character.</summary>
    public static char FoldPlain(char c) => Narrow(c) is var narrow && char.IsAsciiLetterUpper(narrow)
        ? (char)(narrow | 0x20) : narrow;

    /// <summary>
    /// NFKC case folding (<c>toNFKC_Casefold</c>): compatible spellings become one, characters that are not seen go.
    /// </summary>
    public static string FoldCase(ReadOnlySpan<char> text)
    {
        // Most of what is written.
        if (IsPlain(text))
        {
            return string.Create(text.Length, text, static (to, from) =>
            {
                for (var i = 0; i < to.Length; i++) to[i] = FoldPlain(from[i]);
            });
        }
        List<int> points = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!UnicodeTables.Fold.TryGetValue(rune.Value, out var folded))
                Decompose(rune.IsAscii ? Rune.ToLowerInvariant(rune).Value : rune.Value, points);
            else foreach (var part in folded.EnumerateRunes()) Decompose(part.Value, points);
        }
        return Compose(points);
    }

    /// <summary>NFC: equivalent spellings become one.</summary>
    public static string Nfc(string text)
    {
        var start = text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f');
        if (start < 0) return text;
        var plain = true;
        foreach (var c in text.AsSpan(start)) plain &= UnicodeTables.IsInert(c);
        if (plain) return text;
        List<int> points = new(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, points);
        var composed = Compose(points);
        return composed == text ? text : composed;
    }

    private static bool IsFullWidth(char c) => c is (>= '\uFF01' and <= '\uFF5E') or '\u3000';

    private static void Decompose(int c, List<int> to)
    {
        if (Hangul.IsSyllable(c)) Hangul.Decompose(c, to);
        else if (UnicodeTables.Canonical.TryGetValue(c, out var parts))
            foreach (var part in parts.EnumerateRunes()) to.Add(part.Value);
        else if (UnicodeTables.Pair.TryGetValue(c, out var pair))
        {
            var first = Rune.GetRuneAt(pair, 0);
            Decompose(first.Value, to);
            to.Add(Rune.GetRuneAt(pair, first.Utf16SequenceLength).Value);
        }
        else to.Add(c);
    }

    private static string Compose(List<int> points)
    {
        Order(points);
        var text = new StringBuilder(points.Count);
        // The last starter, and the class of what stands between it and the next character.
        var (starter, between, written) = (-1, -1, 0);
        for (var i = 0; i < points.Count; i++)
        {
            var (c, rank) = (points[i], ClassOf(points[i]));
            if (starter >= 0 && (between < 0 || between < rank) && Pair(points[starter], c) is { } composed)
            {
                points[starter] = composed;
                continue;
            }
            if (rank == 0) (starter, between) = (written, -1);
            else between = rank;
            points[written++] = c;
        }
        for (var i = 0; i < written; i++) text.Append(new Rune(points[i]).ToString());
        return text.ToString();
    }

    private static int? Pair(int first, int second) =>
        UnicodeTables.Composition.TryGetValue((first, second), out var composed) ? composed
            : Hangul.Compose(first, second);

    /// <summary>Canonical combining class.</summary>
    public static int ClassOf(int c) => c >= 0x300 && UnicodeTables.CombiningClass.Find(c) is { } found
        ? int.Parse(found, CultureInfo.InvariantCulture) : 0;

    // Runs are short. A long one would cost the square of its length, so it is sorted.
    private static void Order(List<int> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (ClassOf(points[i]) == 0) continue;
            var end = i + 1;
            while (end < points.Count && ClassOf(points[end]) != 0) end++;
            if (end - i > 1)
            {
                int[] sorted = [.. points[i..end].OrderBy(ClassOf)];
                for (var k = 0; k < sorted.Length; k++) points[i + k] = sorted[k];
            }
            i = end;
        }
    }
}
