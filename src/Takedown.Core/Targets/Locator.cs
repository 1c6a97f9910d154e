using Takedown.Core.Unicode;

namespace Takedown.Core.Targets;

/// <summary>
/// Locators: compared as typed, in NFC. A torrent is its info hash, in hexadecimal or base 32, whatever link names it.
/// </summary>
public static class Locator
{
    private const string Torrent = "urn:btih:";
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The locator as it is compared.</summary>
    public static string Canonical(string locator)
    {
        var text = Normal.Nfc(locator.Trim());
        var isLink = text.StartsWith("magnet:", StringComparison.OrdinalIgnoreCase);
        if (!isLink && !text.StartsWith(Torrent, StringComparison.OrdinalIgnoreCase)) return text;
        var at = text.IndexOf(Torrent, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return text;
        var rest = text.AsSpan(at + Torrent.Length);
        var end = rest.IndexOfAny('&', '?', '/');
        return Hash(end < 0 ? rest : rest[..end]) is { } hash ? Torrent + hash : text;
    }

    /// <summary>An info hash in small hexadecimal digits; null for a text that is none.</summary>
    private static string? Hash(ReadOnlySpan<char> text)
    {
        if (text.Length == 40) return IsHex(text) ? text.ToString().ToLowerInvariant() : null;
        if (text.Length != 32) return null;
        var bytes = new byte[20];
        for (var i = 0; i < text.Length; i++)
        {
            var value = Base32.IndexOf(char.ToLowerInvariant(text[i]), StringComparison.Ordinal);
            if (value < 0) return null;
            for (var bit = 0; bit < 5; bit++)
                if ((value & (16 >> bit)) != 0) bytes[(5 * i + bit) / 8] |= (byte)(128 >> ((5 * i + bit) % 8));
        }
        return Convert.ToHexStringLower(bytes);
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text) if (!char.IsAsciiHexDigit(c)) return false;
        return true;
    }
}
