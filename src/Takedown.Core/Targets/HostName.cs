using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Takedown.Core.Targets;

internal enum HostNameFault { None, Bad, IpLiteral, SingleLabel }

/// <summary>
/// Canonical host names: lower-case A-labels without a trailing dot. Unicode names are mapped and encoded by
/// <see cref="Idna"/>.
/// </summary>
internal static class HostName
{
    public const int MaxLength = 253;
    private const int MaxLabel = 63;

    // The longest spelling of a name of 253 characters in practice, which is percent-encoded UTF-8.
    private const int MaxRaw = 1024;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Appends the canonical host. The appended text is valid only if the result is None.</summary>
    public static HostNameFault Write(ref UrlWriter to, ReadOnlySpan<char> raw)
    {
        if (raw.Length is 0 or > MaxRaw) return HostNameFault.Bad;
        var start = to.Length;
        foreach (var c in raw)
        {
            if (c is '%' or > '\x7f')
            {
                to.CutTo(start);
                if (!WriteUnicode(ref to, raw)) return HostNameFault.Bad;
                break;
            }
            to.Add(char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c);
        }
        if (to.Overflowed) return HostNameFault.Bad;
        if (to.Written[^1] == '.') to.CutTo(to.Length - 1);
        return Check(to.Written[start..]);
    }

    private static HostNameFault Check(ReadOnlySpan<char> host)
    {
        if (host.Length is 0 or > MaxLength) return HostNameFault.Bad;
        var (labels, numbers, start) = (0, 0, 0);
        for (var i = 0; i <= host.Length; i++)
        {
            if (i < host.Length && host[i] != '.')
            {
                if (!LabelCharacters.Contains(host[i])) return HostNameFault.Bad;
                continue;
            }
            if (i - start is 0 or > MaxLabel) return HostNameFault.Bad;
            labels++;
            var label = host[start..i];
            if (IsNumber(label)) numbers++;
            else if (label.StartsWith(Punycode.Prefix) && !Idna.IsValidALabel(label)) return HostNameFault.Bad;
            start = i + 1;
        }
        if (numbers == labels && labels <= 4) return HostNameFault.IpLiteral;
        // Every top-level domain begins with a letter (RFC 3696, 2), and a host that ends in a number is not a name
        // (WHATWG URL, 3.5).
        if (!char.IsAsciiLetterLower(host[host.LastIndexOf('.') + 1])) return HostNameFault.Bad;
        return labels == 1 ? HostNameFault.SingleLabel : HostNameFault.None;
    }

    private static bool IsNumber(ReadOnlySpan<char> label)
    {
        if (!char.IsAsciiDigit(label[0])) return false;
        if (label.StartsWith("0x")) return !label[2..].ContainsAnyExcept(HexDigits);
        return !label.ContainsAnyExceptInRange('0', '9');
    }

    private static bool WriteUnicode(ref UrlWriter to, ReadOnlySpan<char> raw)
    {
        Span<char> decoded = stackalloc char[MaxRaw];
        return TryDecode(raw, decoded, out var length) && Idna.TryWrite(ref to, decoded[..length]);
    }

    private static bool TryDecode(ReadOnlySpan<char> raw, Span<char> to, out int length)
    {
        Span<byte> utf8 = stackalloc byte[3 * MaxRaw];
        var bytes = 0;
        while (!raw.IsEmpty)
        {
            if (PercentEncoding.TryReadTriplet(raw, out utf8[bytes]))
            {
                bytes++;
                raw = raw[3..];
                continue;
            }
            if (Rune.DecodeFromUtf16(raw, out var rune, out var consumed) != OperationStatus.Done) break;
            bytes += rune.EncodeToUtf8(utf8[bytes..]);
            raw = raw[consumed..];
        }
        var status = Utf8.ToUtf16(utf8[..bytes], to, out _, out length, replaceInvalidSequences: false);
        return raw.IsEmpty && status == OperationStatus.Done;
    }
}
