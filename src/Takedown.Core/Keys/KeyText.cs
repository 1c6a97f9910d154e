using System.Buffers;
using System.Globalization;
using System.Numerics;
using Takedown.Contracts;

namespace Takedown.Core.Keys;

/// <summary>
/// The text of a key: <c>tk_</c>, the kind, <c>_</c>, 64 hexadecimal digits of chance and 8 of a CRC-32C over
/// everything before them. Scanners for leaked secrets recognise it, and a mistyped key costs no query. Older keys have
/// no checksum; the configured key of the operator is free text.
/// </summary>
public static class KeyText
{
    public const int RandomBytes = 32;
    private const string Mark = "tk_";
    private const int RandomDigits = RandomBytes * 2;
    private const int ChecksumDigits = 8;
    private const int ShownDigits = 8;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    public static string New(OrganisationKind kind, ReadOnlySpan<byte> random) =>
        New(kind.ToString().ToLowerInvariant(), random);

    /// <summary>A key of a researcher, who is no organisation.</summary>
    public static string NewReader(ReadOnlySpan<byte> random) => New("reader", random);

    /// <summary>Whether a key has the form of a researcher's.</summary>
    public static bool IsReader(string key) => key.StartsWith(Mark + "reader_", StringComparison.Ordinal);

    private static string New(string kind, ReadOnlySpan<byte> random)
    {
        var body = $"{Mark}{kind}_{Convert.ToHexStringLower(random)}";
        return body + Checksum(body);
    }

    /// <summary>False for a key of this form whose checksum is wrong, which no database can know.</summary>
    public static bool MayExist(string key)
    {
        var digits = DigitsOf(key);
        if (digits.Length != RandomDigits + ChecksumDigits) return true;
        var body = key.AsSpan(0, key.Length - ChecksumDigits);
        return Checksum(body).AsSpan().SequenceEqual(key.AsSpan(body.Length));
    }

    /// <summary>The beginning that tells keys apart in lists and logs; null for a text of another form.</summary>
    public static string? PrefixOf(string key)
    {
        var digits = DigitsOf(key);
        return digits.Length == RandomDigits + ChecksumDigits ? key[..^(digits.Length - ShownDigits)] : null;
    }

    /// <summary>The hexadecimal digits after <c>tk_kind_</c>; empty for another text.</summary>
    private static ReadOnlySpan<char> DigitsOf(string key)
    {
        var end = key.LastIndexOf('_');
        if (end < 0 || !key.StartsWith(Mark, StringComparison.Ordinal)) return [];
        var digits = key.AsSpan(end + 1);
        return digits.ContainsAnyExcept(Hexadecimal) ? [] : digits;
    }

    private static string Checksum(ReadOnlySpan<char> text)
    {
        var sum = uint.MaxValue;
        foreach (var c in text) sum = BitOperations.Crc32C(sum, (byte)c);
        return (~sum).ToString("x8", CultureInfo.InvariantCulture);
    }
}
