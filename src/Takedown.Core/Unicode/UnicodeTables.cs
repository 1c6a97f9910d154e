using System.Globalization;
using System.Text;
using Takedown.Core.Packs;

namespace Takedown.Core.Unicode;

/// <summary>
/// Data of Unicode 17 that .NET has only with ICU: normalization, NFKC case folding and the mapping of host names.
/// Read once from <c>tables.txt</c>, which <c>generate.mjs</c> writes.
/// </summary>
internal static class UnicodeTables
{
    /// <summary>Value of <see cref="Host"/> for a character that no host name contains.</summary>
    public const string Disallowed = "-";

    /// <summary>
    /// Value of <see cref="Host"/> for a character that stays although <see cref="Fold"/> changes it.
    /// </summary>
    public const string Valid = "valid";

    private static readonly Dictionary<string, List<(int First, int Last, string Value)>> Sections = Read();

    /// <summary>NFKC case folding of a character; no entry where it is the character itself.</summary>
    public static Dictionary<int, string> Fold { get; } = Texts("fold");

    /// <summary>Canonical decomposition into two characters, the first of which may have one too.</summary>
    public static Dictionary<int, string> Pair { get; } = Texts("pair");

    /// <summary>Full canonical decomposition of characters that no composition makes.</summary>
    public static Dictionary<int, string> Canonical { get; } = Texts("canonical");

    /// <summary>The character that a pair composes to.</summary>
    public static Dictionary<(int, int), int> Composition { get; } =
        Pair.ToDictionary(p => (Rune.GetRuneAt(p.Value, 0).Value, Second(p.Value)), p => p.Key);

    /// <summary>Canonical combining class; no value for 0.</summary>
    public static CodePointRanges CombiningClass { get; } = new(Sections["class"]);

    /// <summary>
    /// Where the mapping of host names differs from <see cref="Fold"/>: <see cref="Valid"/>,
    /// <see cref="Disallowed"/>, or code points in hexadecimal.
    /// </summary>
    public static CodePointRanges Host { get; } = new(Sections["host"]);

    /// <summary>Joining type <c>L</c>, <c>R</c>, <c>D</c> or <c>T</c>.</summary>
    public static CodePointRanges Joining { get; } = new(Sections["joining"]);

    /// <summary>
    /// Bidirectional class where it matters: <c>R</c> (right to left), <c>A</c> and <c>E</c> (Arabic and European
    /// numbers).
    /// </summary>
    public static CodePointRanges Bidi { get; } = new(Sections["bidi"]);

    // A character with none of these properties stays as it is in every form: most of what is written.
    private static readonly ulong[] Active = ActiveCharacters();

    /// <summary>Whether a UTF-16 unit stays as it is in every normal form, whatever stands before it.</summary>
    public static bool IsInert(char c) => (Active[c >> 6] & (1UL << (c & 63))) == 0;

    /// <summary>The text of code points in hexadecimal, separated by blanks.</summary>
    public static string TextOf(ReadOnlySpan<char> points)
    {
        var text = new StringBuilder();
        foreach (var range in points.Split(' '))
            if (!points[range].IsEmpty) text.Append(new Rune(Hex(points[range])).ToString());
        return text.ToString();
    }

    private static ulong[] ActiveCharacters()
    {
        var active = new ulong[0x10000 / 64];
        void Mark(int c) => active[c >> 6] |= 1UL << (c & 63);
        foreach (var c in Fold.Keys.Concat(Canonical.Keys).Concat(Pair.Keys).Concat(Pair.Values.Select(Second)))
            if (c <= char.MaxValue) Mark(c);
        foreach (var (first, last, _) in Sections["class"].Where(r => r.Last <= char.MaxValue))
            for (var c = first; c <= last; c++) Mark(c);
        for (var c = 0xD800; c <= 0xDFFF; c++) Mark(c);
        for (var c = Hangul.FirstVowel; c <= Hangul.LastTrail; c++) Mark(c);
        // ASCII changes its case only, which is left to the caller.
        Array.Clear(active, 0, 2);
        return active;
    }

    private static int Second(string pair) =>
        Rune.GetRuneAt(pair, Rune.GetRuneAt(pair, 0).Utf16SequenceLength).Value;

    /// <summary><c>value</c> for each of a range; <c>&gt;D</c> for D, D + 1, ….</summary>
    private static Dictionary<int, string> Texts(string section)
    {
        var texts = new Dictionary<int, string>();
        foreach (var (first, last, value) in Sections[section])
        {
            var same = value is ['>', ..] ? null : TextOf(value);
            for (var c = first; c <= last; c++)
                texts[c] = same ?? new Rune(Hex(value.AsSpan(1)) + c - first).ToString();
        }
        return texts;
    }

    private static Dictionary<string, List<(int, int, string)>> Read()
    {
        var sections = new Dictionary<string, List<(int, int, string)>>(StringComparer.Ordinal);
        List<(int, int, string)> current = [];
        foreach (var line in Encoding.UTF8.GetString(PackFile.Read("unicode/tables.txt")).AsSpan().EnumerateLines())
        {
            if (line.IsEmpty) continue;
            if (line[0] == '#') sections[line[2..].ToString()] = current = [];
            else current.Add(RangeOf(line));
        }
        return sections;
    }

    /// <summary><c>C=value</c> for one character, <c>C+n=value</c> and <c>C+n&gt;D</c> for n of them.</summary>
    private static (int First, int Last, string Value) RangeOf(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAny('=', '>');
        var plus = line[..end].IndexOf('+');
        var first = Hex(line[..(plus < 0 ? end : plus)]);
        var count = plus < 0 ? 1 : Hex(line[(plus + 1)..end]);
        return (first, first + count - 1, line[(line[end] == '>' ? end : end + 1)..].ToString());
    }

    private static int Hex(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
