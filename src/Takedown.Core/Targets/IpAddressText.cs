using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Takedown.Core.Targets;

/// <summary>Canonical spellings of IP addresses, read as browsers read them (WHATWG URL, 3.5).</summary>
internal static class IpAddressText
{
    private static readonly SearchValues<char> V6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Replaces the written host, whose labels are all numbers, by its dotted decimal form.</summary>
    public static bool TryRewriteV4(ref UrlWriter to, int start)
    {
        var rest = to.Written[start..];
        var (address, parts) = (0L, 0);
        while (true)
        {
            var dot = rest.IndexOf('.');
            var isLast = dot < 0;
            if (!TryReadNumber(isLast ? rest : rest[..dot], out var number)) return false;
            // The last number stands for all bytes that are left: 127.1 is 127.0.0.1.
            if (number > (isLast ? (1L << (8 * (4 - parts))) - 1 : 255)) return false;
            address |= isLast ? number : number << (8 * (3 - parts));
            if (isLast) break;
            parts++;
            rest = rest[(dot + 1)..];
        }
        to.CutTo(start);
        Span<char> digits = stackalloc char[3];
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            ((int)(address >> shift) & 255).TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
            to.Add(digits[..length]);
            if (shift > 0) to.Add('.');
        }
        return true;
    }

    /// <summary>Writes an IPv6 address, with its brackets, in the form of RFC 5952.</summary>
    public static bool TryWriteV6(ref UrlWriter to, ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(V6Characters) || !IPAddress.TryParse(text, out var address)
            || address.AddressFamily is not AddressFamily.InterNetworkV6)
            return false;
        to.Add('[');
        to.Add(address.ToString());
        to.Add(']');
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.StartsWith("0x"))
            return text.Length == 2
                || long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        if (text is not ['0', _, ..])
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        foreach (var c in text)
        {
            if (c is < '0' or > '7' || number > uint.MaxValue) return false;
            number = number * 8 + (c - '0');
        }
        return true;
    }
}
