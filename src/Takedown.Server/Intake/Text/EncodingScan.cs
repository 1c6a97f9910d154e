using System.Text;

namespace Takedown.Server.Intake.Text;

/// <summary>What the bytes of a text are.</summary>
internal enum EncodingVerdict
{
    Utf8,
    Gb18030,
    /// <summary>UTF-8, but of letters that nobody writes side by side, and Chinese in GB 18030.</summary>
    Ambiguous,
    Unknown,
}

/// <summary>
/// Judges a text over all its bytes. A row alone says little: the bytes of 小说 in GBK are <c>С˵</c> in UTF-8.
/// </summary>
internal sealed class EncodingScan
{
    private readonly Decoder utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] scratch = new char[4096];
    private readonly Gb18030Scan gb = new();
    private readonly MixedLetters mixed = new();
    private bool isUtf8 = true;
    private bool hasLong;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        gb.Add(bytes);
        if (!isUtf8) return;
        // A character of three bytes: valid ones do not come about by accident in a file.
        hasLong |= bytes.IndexOfAnyInRange((byte)0xE0, (byte)0xF4) >= 0;
        if (!hasLong) mixed.Add(bytes);
        Decode(bytes, flush: false);
    }

    /// <param name="ended">Whether the text is complete.</param>
    public EncodingVerdict Verdict(bool ended)
    {
        if (ended) Decode([], flush: true);
        var isChinese = gb.IsPlausible(ended);
        if (!isUtf8) return isChinese ? EncodingVerdict.Gb18030 : EncodingVerdict.Unknown;
        return !hasLong && isChinese && mixed.Prevail ? EncodingVerdict.Ambiguous : EncodingVerdict.Utf8;
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        if (!isUtf8) return;
        try
        {
            bool completed;
            do
            {
                utf8.Convert(bytes, scratch, flush, out var used, out _, out completed);
                bytes = bytes[used..];
            }
            while (!completed);
        }
        catch (DecoderFallbackException)
        {
            isUtf8 = false;
        }
    }
}

/// <summary>
/// Whether bytes are GB 18030, and more likely Chinese than a text of another encoding that happens to be valid in it:
/// in a Western text single letters above 127 stand between others, Big5 falls into the area for private use, Shift_JIS
/// into that of rare characters, and EUC-JP has kana. EUC-KR looks like Chinese and has to be declared.
/// </summary>
internal sealed class Gb18030Scan
{
    private bool isValid = true;
    private bool hasPrivate;
    private long chinese;
    private long foreign;
    private long common;
    private long rare;
    private long kana;
    private byte lead;
    private byte third;
    private int position;
    private int run;
    private bool letterBefore;
    private bool letterInside;
    private bool previousIsLetter;

    public bool IsPlausible(bool ended)
    {
        if (ended) EndRun(letterAfter: false);
        return isValid && !hasPrivate && chinese > foreign && common >= 2 * rare && common >= 4 * kana
            && !(ended && position > 0);
    }

    /// <summary>The 3,755 characters of level 1 of GB 2312 are nearly all of a Chinese text.</summary>
    private void Count(byte trail)
    {
        if (lead is >= 0xB0 and <= 0xD7 && trail >= 0xA1) common++;
        else if (lead is 0xA4 or 0xA5 && trail >= 0xA1) kana++;
        else if (lead is < 0xA1 or > 0xA9 || trail < 0xA1) rare++;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (!isValid) return;
            Add(b);
        }
    }

    private void Add(byte b)
    {
        switch (position)
        {
            case 0 when b < 0x80:
                var isLetter = IsLetter(b);
                EndRun(isLetter);
                previousIsLetter = isLetter;
                break;
            case 0:
                isValid = b is >= 0x81 and <= 0xFE;
                (lead, position) = (b, 1);
                break;
            case 1 when b is >= 0x30 and <= 0x39:
                position = 2;
                break;
            case 1:
                isValid = b is >= 0x40 and <= 0xFE and not 0x7F;
                hasPrivate |= IsPrivate(lead, b);
                Count(b);
                EndCharacter(IsLetter(b));
                break;
            case 2:
                isValid = b is >= 0x81 and <= 0xFE;
                (third, position) = (b, 3);
                break;
            default:
                isValid = b is >= 0x30 and <= 0x39 && third != 0;
                EndCharacter(false);
                break;
        }
    }

    private void EndCharacter(bool letter)
    {
        if (run == 0) letterBefore = previousIsLetter;
        letterInside = letter;
        run++;
        (position, previousIsLetter) = (0, false);
    }

    private void EndRun(bool letterAfter)
    {
        if (run == 0) return;
        var isForeign = run == 1 && (letterInside || (letterBefore && letterAfter));
        if (isForeign) foreign++;
        else chinese++;
        run = 0;
    }

    private static bool IsLetter(byte b) => (b | 0x20) is >= 'a' and <= 'z';

    private static bool IsPrivate(byte lead, byte trail) =>
        (lead is (>= 0xAA and <= 0xAF) or >= 0xF8 && trail >= 0xA1) || (lead is >= 0xA1 and <= 0xA7 && trail < 0xA1);
}

/// <summary>
/// Words of two-byte characters in UTF-8 that mix alphabets, or begin with a mark that belongs to a letter.
/// </summary>
internal sealed class MixedLetters
{
    private long words;
    private long odd;
    private byte lead;
    private int group = -1;
    private bool isOdd;
    private bool letterBefore;

    public bool Prevail
    {
        get
        {
            EndWord();
            return odd > 0 && odd * 2 >= words;
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b < 0x80)
            {
                EndWord();
                letterBefore = (b | 0x20) is >= 'a' and <= 'z';
            }
            else if (b >= 0xC0)
            {
                lead = b;
            }
            else
            {
                Character(((lead & 0x1F) << 6) | (b & 0x3F));
            }
        }
    }

    private void Character(int code)
    {
        // Combining marks follow a letter of any alphabet.
        var isMark = code is >= 0x300 and < 0x370;
        if (isMark)
        {
            isOdd |= group < 0 && !letterBefore;
            if (group < 0) group = letterBefore ? Group('a') : Group(code);
            return;
        }
        var own = Group(code);
        isOdd |= group >= 0 && group != own;
        group = own;
    }

    private void EndWord()
    {
        if (group < 0) return;
        words++;
        if (isOdd) odd++;
        (group, isOdd) = (-1, false);
    }

    private static int Group(int code) => code switch
    {
        < 0x2B0 => 0,
        < 0x300 => 1,
        < 0x370 => 2,
        < 0x400 => 3,
        < 0x530 => 4,
        < 0x590 => 5,
        < 0x600 => 6,
        < 0x700 => 7,
        _ => 8,
    };
}
