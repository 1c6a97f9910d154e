using System.Globalization;
using System.Text;

namespace Takedown.Core.Unicode;

/// <summary>
/// Characters that nobody sees and that come with copied text: format characters with the marks of direction, default
/// ignorable ones, and code points that are no characters.
/// </summary>
public static class Invisible
{
    /// <summary>Whether a text contains one.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        var start = text.IndexOfAnyExceptInRange('\0', '\x7f');
        if (start < 0) return false;
        foreach (var rune in text[start..].EnumerateRunes())
            if (Is(rune)) return true;
        return false;
    }

    /// <summary>Whether a text contains a control character (U+0000 to U+001F, U+007F to U+009F).</summary>
    public static bool HasControl(ReadOnlySpan<char> text) =>
        text.IndexOfAnyInRange('\0', '\x1f') >= 0 || text.IndexOfAnyInRange('\x7f', '\x9f') >= 0;

    internal static bool Is(Rune rune) => !rune.IsAscii
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
            || IsIgnorable(rune.Value)
            || rune.Value is (>= 0xFDD0 and <= 0xFDEF)
            || (rune.Value & 0xFFFE) == 0xFFFE);

    // Default_Ignorable_Code_Point, apart from format characters.
    private static bool IsIgnorable(int c) => c is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x2065 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
        or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
