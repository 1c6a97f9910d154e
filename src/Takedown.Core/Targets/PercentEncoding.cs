using System.Buffers;
using System.Text;

namespace Takedown.Core.Targets;

/// <summary>Normalises percent-encoding (RFC 3986, 6.2.2).</summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string SegmentCharacters = Unreserved + "!$&'()*+,;=:@";

    /// <summary>Characters that are not encoded in a path segment.</summary>
    public static readonly SearchValues<char> Segment = SearchValues.Create(SegmentCharacters);

    /// <summary>Characters that are not encoded in a path.</summary>
    public static readonly SearchValues<char> Path = SearchValues.Create(SegmentCharacters + "/");

    /// <summary>Characters that are not encoded in a query or a fragment.</summary>
    public static readonly SearchValues<char> Query = SearchValues.Create(SegmentCharacters + "/?");

    private static readonly SearchValues<char> UnreservedSet = SearchValues.Create(Unreserved);

    /// <summary>
    /// Decodes characters that need no encoding, encodes those that do, and writes hexadecimal digits in upper case. A
    /// percent sign that begins no triplet is taken literally, as in browsers.
    /// </summary>
    public static void Write(ref UrlWriter to, scoped ReadOnlySpan<char> raw, SearchValues<char> plain)
    {
        while (true)
        {
            var run = raw.IndexOfAnyExcept(plain);
            if (run < 0)
            {
                to.Add(raw);
                return;
            }
            to.Add(raw[..run]);
            raw = raw[(run + WriteSpecial(ref to, raw[run..]))..];
        }
    }

    /// <summary>Reads the byte encoded by a triplet at the start of the text.</summary>
    public static bool TryReadTriplet(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text.Length < 3 || text[0] != '%' || !char.IsAsciiHexDigit(text[1]) || !char.IsAsciiHexDigit(text[2]))
            return false;
        value = (byte)((HexValue(text[1]) << 4) | HexValue(text[2]));
        return true;
    }

    private static int WriteSpecial(ref UrlWriter to, scoped ReadOnlySpan<char> at)
    {
        if (TryReadTriplet(at, out var value))
        {
            if (UnreservedSet.Contains((char)value)) to.Add((char)value);
            else WriteTriplet(ref to, value);
            return 3;
        }
        Rune.DecodeFromUtf16(at, out var rune, out var consumed);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var b in utf8[..rune.EncodeToUtf8(utf8)]) WriteTriplet(ref to, b);
        return consumed;
    }

    private static void WriteTriplet(ref UrlWriter to, byte value)
    {
        const string Hex = "0123456789ABCDEF";
        to.Add('%');
        to.Add(Hex[value >> 4]);
        to.Add(Hex[value & 15]);
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
