using System.Buffers;
using System.Globalization;

namespace Takedown.Core.Targets;

/// <summary>The positions of the parts of a canonical URL within its text, and the parser that finds them.</summary>
internal record struct UrlParts(int HostEnd, int? Port, int PathStart, int PathEnd, int TextEnd, string? Route)
{
    private const string Scheme = "https://";
    public const int HostStart = 8;
    public const int DefaultPort = 443;

    private static readonly SearchValues<char> AuthorityEnd = SearchValues.Create("/?#");

    // C0 controls, space, backslash, DEL. Browsers treat a backslash as a slash, other clients as an ordinary
    // character.
    private static readonly SearchValues<char> BadAscii =
        SearchValues.Create([.. Enumerable.Range(0, 33).Select(i => (char)i), '\\', '\x7f']);

    /// <summary>Writes the canonical text, followed by the route.</summary>
    public static UrlFault Write(ref UrlWriter to, ReadOnlySpan<char> text, out UrlParts parts)
    {
        parts = default;
        var fault = SkipScheme(text, out var rest);
        if (fault != UrlFault.None) return fault;
        if (HasBadCharacter(rest)) return UrlFault.BadCharacter;

        to.Add(Scheme);
        var end = rest.IndexOfAny(AuthorityEnd);
        var authority = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        fault = WriteAuthority(ref to, authority, ref parts);
        if (fault != UrlFault.None) return fault;

        var hash = rest.IndexOf('#');
        var fragment = hash < 0 ? default : rest[(hash + 1)..];
        rest = hash < 0 ? rest : rest[..hash];
        var question = rest.IndexOf('?');
        parts.PathStart = to.Length;
        UrlPath.Write(ref to, question < 0 ? rest : rest[..question]);
        parts.PathEnd = to.Length;
        if (question >= 0) WriteQuery(ref to, rest[(question + 1)..]);
        parts.TextEnd = to.Length;
        if (fragment is ['/' or '!', ..])
        {
            PercentEncoding.Write(ref to, fragment, PercentEncoding.Query);
            parts.Route = to.Written[parts.TextEnd..].ToString();
        }
        return UrlFault.None;
    }

    private static UrlFault SkipScheme(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        rest = default;
        var colon = text.IndexOf(':');
        var end = text.IndexOfAny(AuthorityEnd);
        if (colon <= 0 || (end >= 0 && end < colon) || !char.IsAsciiLetter(text[0])) return UrlFault.NotAbsolute;
        var scheme = text[..colon];
        if (!scheme.Equals("https", StringComparison.OrdinalIgnoreCase)
            && !scheme.Equals("http", StringComparison.OrdinalIgnoreCase))
        {
            // "video.example:8080/x" is a host without a scheme, not a scheme called video.example.
            foreach (var c in scheme)
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-')) return UrlFault.NotAbsolute;
            return UrlFault.SchemeNotAllowed;
        }
        if (!text[(colon + 1)..].StartsWith("//")) return UrlFault.NotAbsolute;
        rest = text[(colon + 3)..];
        return UrlFault.None;
    }

    public static bool HasBadCharacter(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(BadAscii)) return true;
        var ascii = text.IndexOfAnyExceptInRange('\0', '\x7f');
        if (ascii < 0) return false;
        for (var i = ascii; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) || char.IsWhiteSpace(c) || char.IsLowSurrogate(c)) return true;
            if (!char.IsHighSurrogate(c)) continue;
            if (++i == text.Length || !char.IsLowSurrogate(text[i])) return true;
        }
        return false;
    }

    private static UrlFault WriteAuthority(ref UrlWriter to, ReadOnlySpan<char> authority, ref UrlParts parts)
    {
        if (authority.Contains('@')) return UrlFault.Credentials;
        if (authority is ['[', ..]) return UrlFault.IpLiteral;
        var colon = authority.IndexOf(':');
        var fault = HostName.Write(ref to, colon < 0 ? authority : authority[..colon]);
        if (fault != HostNameFault.None)
            return fault == HostNameFault.IpLiteral ? UrlFault.IpLiteral : UrlFault.BadHost;
        parts.HostEnd = to.Length;
        if (colon < 0) return UrlFault.None;
        if (!TryReadPort(authority[(colon + 1)..], out var port)) return UrlFault.BadPort;
        if (port is null or 80 or 443) return UrlFault.None;
        parts.Port = port;
        Span<char> digits = stackalloc char[5];
        port.Value.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        to.Add(':');
        to.Add(digits[..length]);
        return UrlFault.None;
    }

    /// <summary>Reads a port; null for an empty text, which means the default port (RFC 3986, 3.2.3).</summary>
    public static bool TryReadPort(ReadOnlySpan<char> text, out int? port)
    {
        port = null;
        if (text.IsEmpty) return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        port = number;
        return number is >= 1 and <= 65535;
    }

    private static void WriteQuery(ref UrlWriter to, ReadOnlySpan<char> query)
    {
        var separator = '?';
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            if (parameter.IsEmpty) continue;
            var start = to.Length;
            to.Add(separator);
            PercentEncoding.Write(ref to, parameter, PercentEncoding.Query);
            if (to.Overflowed) return;
            var written = to.Written[(start + 1)..];
            var equals = written.IndexOf('=');
            if (TrackingParameters.Contains(equals < 0 ? written : written[..equals])) to.CutTo(start);
            else separator = '&';
        }
    }
}
