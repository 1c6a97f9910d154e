using System.Globalization;
using System.Text;

namespace Takedown.Server.Intake.Text;

/// <summary>The encoding that a content type declares.</summary>
/// <param name="IsUtf8">Whether UTF-8 is declared.</param>
/// <param name="Encoding">
/// Another encoding than UTF-8; null if none is declared, or one whose bytes may be anything.
/// </param>
internal readonly record struct Charset(bool IsUtf8, Encoding? Encoding)
{
    /// <summary>Decoded as <see cref="Undecodable"/>, which no text contains.</summary>
    private static readonly DecoderFallback Marked = new DecoderReplacementFallback("\uFFFF");

    /// <summary>What a decoder gives for bytes that are not of its encoding.</summary>
    public const char Undecodable = '\uFFFF';

    /// <summary>GB 18030, which contains GBK and GB 2312.</summary>
    public static Encoding Gb18030 { get; } = Of(54936)!;

    public static Encoding Utf16 { get; } = Of(1200)!;

    public static Encoding Utf16BigEndian { get; } = Of(1201)!;

    public static Encoding Utf32 { get; } = Of(12000)!;

    public static Encoding Utf32BigEndian { get; } = Of(12001)!;

    /// <summary>The charset of a content type; false if it names one that is not supported.</summary>
    public static bool TryRead(string? contentType, out Charset charset)
    {
        charset = default;
        var parameter = contentType?.Split(';').Skip(1).Select(p => p.Trim())
            .FirstOrDefault(p => p.StartsWith("charset", StringComparison.OrdinalIgnoreCase)
                && p.AsSpan("charset".Length).TrimStart().StartsWith("="));
        if (parameter is null) return true;
        var name = parameter[(parameter.IndexOf('=', StringComparison.Ordinal) + 1)..]
            .Trim(' ', '\t', '"', '\'').ToLowerInvariant().Replace('_', '-');
        switch (name)
        {
            case "" or "us-ascii" or "ascii":
                // Where it is true, it makes no difference; where it is not, nothing is declared.
                return true;
            case "utf-8" or "utf8" or "utf-8-sig" or "unicode-1-1-utf-8":
                charset = new(true, null);
                return true;
            case "utf-7" or "unicode-1-1-utf-7":
                return false;
            default:
                charset = new(false, Named(name));
                return charset.Encoding is not null;
        }
    }

    private static Encoding? Named(string name) => name switch
    {
        "gb18030" or "gbk" or "x-gbk" or "gb2312" or "gb-2312" or "gb-2312-80" or "euc-cn" or "csgb2312" => Gb18030,
        "utf-16" or "utf16" or "utf-16le" or "utf16le" or "unicode" or "ucs-2" => Utf16,
        "utf-16be" or "utf16be" => Utf16BigEndian,
        "utf-32" or "utf32" or "utf-32le" => Utf32,
        "utf-32be" => Utf32BigEndian,
        // As browsers read it: a spreadsheet means its own code page.
        "iso-8859-1" or "latin1" or "latin-1" or "l1" => Of(1252),
        "big5-hkscs" or "big-5" => Of(950),
        "sjis" or "shift-jis" => Of(932),
        _ => Numbered(name) is { } page ? (page is 936 or 54936 ? Gb18030 : Of(page)) : ByName(name),
    };

    /// <summary>The number of a code page: <c>cp936</c>, <c>ms932</c>, <c>windows-1252</c>.</summary>
    private static int? Numbered(string name)
    {
        var digits = name.AsSpan().TrimStart("xcpmswindo-ibm");
        return digits.Length is > 2 and < 6
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : null;
    }

    private static Encoding? ByName(string name)
    {
        try
        {
            return Marking(CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding? Of(int page)
    {
        try
        {
            return page is 65000 or 65001 ? null
                : Marking(CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Marking(Encoding encoding)
    {
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = Marked;
        return marking;
    }
}
