using System.Globalization;
using System.Text;
using Takedown.Core.Unicode;

namespace Takedown.Core.Targets;

/// <summary>
/// Host names beyond ASCII: mapped by UTS 46 (non-transitional, with the checks for joiners and for right-to-left
/// labels as WHATWG URL 3.3 asks), then encoded label by label.
/// </summary>
internal static class Idna
{
    private const int Virama = 9, NonJoiner = 0x200C, Joiner = 0x200D;

    /// <summary>Appends the name; the appended text is valid only if the result is true.</summary>
    public static bool TryWrite(ref UrlWriter to, scoped ReadOnlySpan<char> raw)
    {
        if (TryMap(raw) is not { } host) return false;
        foreach (var range in host.AsSpan().Split('.'))
        {
            var label = host.AsSpan(range);
            if (Ascii.IsValid(label)) to.Add(label);
            else if (label.StartsWith(Punycode.Prefix) || !IsValid(PointsOf(label))
                || !Punycode.TryWrite(ref to, label))
            {
                return false;
            }
            if (range.End.Value < host.Length) to.Add('.');
        }
        return !to.Overflowed;
    }

    /// <summary>Whether an A-label encodes a label that is valid and would be encoded so.</summary>
    public static bool IsValidALabel(ReadOnlySpan<char> label)
    {
        if (Punycode.TryRead(label) is not { } points || points.TrueForAll(c => c < 0x80) || !IsValid(points))
            return false;
        var text = TextOf(points);
        var again = new UrlWriter(stackalloc char[64]);
        return Normal.Nfc(text) == text && Punycode.TryWrite(ref again, text) && again.Written.SequenceEqual(label);
    }

    private static string? TryMap(scoped ReadOnlySpan<char> raw)
    {
        var mapped = new StringBuilder(raw.Length);
        foreach (var rune in raw.EnumerateRunes())
        {
            if (rune.IsAscii) mapped.Append(char.ToLowerInvariant((char)rune.Value));
            else if (UnicodeTables.Host.Find(rune.Value) is { } own)
            {
                if (own == UnicodeTables.Disallowed) return null;
                mapped.Append(own == UnicodeTables.Valid ? rune.ToString() : UnicodeTables.TextOf(own));
            }
            else mapped.Append(UnicodeTables.Fold.GetValueOrDefault(rune.Value) ?? rune.ToString());
        }
        return Normal.Nfc(mapped.ToString());
    }

    private static bool IsValid(List<int> label) =>
        !IsMark(label[0])
        && label.TrueForAll(IsAllowed)
        && !label.Where((c, i) => c is NonJoiner or Joiner && !MayJoin(label, i)).Any()
        && IsInOneDirection(label);

    private static bool IsAllowed(int c) => c < 0x80 || (UnicodeTables.Host.Find(c) is { } own
        ? own == UnicodeTables.Valid : !UnicodeTables.Fold.ContainsKey(c));

    /// <summary>Where a joiner changes how letters look (RFC 5892, A.1 and A.2).</summary>
    private static bool MayJoin(List<int> label, int at)
    {
        if (at > 0 && Normal.ClassOf(label[at - 1]) == Virama) return true;
        if (label[at] == Joiner) return false;
        var (before, after) = (at - 1, at + 1);
        while (before >= 0 && JoiningOf(label[before]) == "T") before--;
        while (after < label.Count && JoiningOf(label[after]) == "T") after++;
        return before >= 0 && after < label.Count
            && JoiningOf(label[before]) is "L" or "D" && JoiningOf(label[after]) is "R" or "D";
    }

    /// <summary>The rule for labels with right-to-left characters (RFC 5893, 2).</summary>
    private static bool IsInOneDirection(List<int> label)
    {
        var classes = label.ConvertAll(c => UnicodeTables.Bidi.Find(c));
        if (!classes.Exists(c => c is "R" or "A")) return true;
        var end = label.FindLastIndex(c => !IsMark(c));
        var hasBothNumbers = classes.Contains("A") && label.Where((c, i) => IsEuropeanNumber(c, classes[i])).Any();
        return classes[0] == "R" && !hasBothNumbers
            && (classes[end] is "R" or "A" || IsEuropeanNumber(label[end], classes[end]))
            && !label.Where((c, i) => classes[i] is null && IsLetter(c)).Any();
    }

    private static bool IsEuropeanNumber(int c, string? bidi) => bidi == "E" || c is >= '0' and <= '9';

    private static bool IsLetter(int c) => Rune.GetUnicodeCategory(new Rune(c)) is UnicodeCategory.LowercaseLetter
        or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber;

    private static bool IsMark(int c) => c >= 0x300 && Rune.GetUnicodeCategory(new Rune(c)) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static string? JoiningOf(int c) => UnicodeTables.Joining.Find(c);

    private static List<int> PointsOf(ReadOnlySpan<char> text)
    {
        List<int> points = new(text.Length);
        foreach (var rune in text.EnumerateRunes()) points.Add(rune.Value);
        return points;
    }

    private static string TextOf(List<int> points)
    {
        var text = new StringBuilder(points.Count);
        foreach (var c in points) text.Append(new Rune(c).ToString());
        return text.ToString();
    }
}
