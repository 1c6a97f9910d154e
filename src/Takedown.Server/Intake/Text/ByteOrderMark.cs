using System.Text;

namespace Takedown.Server.Intake.Text;

/// <summary>What the first bytes of a text say about its encoding.</summary>
internal static class ByteOrderMark
{
    /// <returns>The length of the mark, 0 without one, and the encoding, null for UTF-8.</returns>
    public static (int Length, Encoding? Encoding) Of(ReadOnlySpan<byte> text) => text switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (3, null),
        [0xFF, 0xFE, 0, 0, ..] => (4, Charset.Utf32),
        [0, 0, 0xFE, 0xFF, ..] => (4, Charset.Utf32BigEndian),
        [0xFF, 0xFE, ..] => (2, Charset.Utf16),
        [0xFE, 0xFF, ..] => (2, Charset.Utf16BigEndian),
        [0x84, 0x31, 0x95, 0x33, ..] => (4, Charset.Gb18030),
        _ => (0, null),
    };

    /// <summary>Whether the text contains its first line whole, with the byte behind it.</summary>
    public static bool HasLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        return end >= 0 && end + 1 < text.Length;
    }

    /// <summary>UTF-16 without a mark, whose separators and line ends have a byte 0; null if it is not.</summary>
    public static Encoding? WithoutMark(ReadOnlySpan<byte> text)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }
        return even + odd < 2 && (even + odd == 0 || text.Length > 8) ? null
            : odd > even ? Charset.Utf16 : Charset.Utf16BigEndian;
    }
}
