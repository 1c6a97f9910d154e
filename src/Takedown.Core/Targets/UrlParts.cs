using System.Buffers;
using System.Globalization;
using Takedown.Core.Unicode;

namespace Takedown.Core.Targets;

/// <summary>The positions of the parts of a canonical URL within its text, and the parser that finds them.</summary>
internal record struct UrlParts(
    int HostEnd, int? Port, int PathStart, int PathEnd, int TextEnd, string? Route, bool IsAddress)
{
    private const string Scheme = "https://";
    public const int HostStart = 8;
    public const int DefaultPort = 443;

    private static readonly SearchValues<char> AuthorityEnd = SearchValues.Create("/?#");

    // C0 controls, backslash, DEL. Browsers treat a backslash as a slash, other clients as an ordinary character.
    private static readonly char[] BadControls =
        [.. Enumerable.Range(0, 32).Select(i => (char)i), '\\', '\x7f'];

    private static readonly SearchValues<char> BadInPath = SearchValues.Create(BadControls);
    private static readonly SearchValues<char> BadInHost = SearchValues.Create([.. BadControls, ' ']);

    /// <summary>Writes the canonical text, followed by the route.</summary>
    /// <param name="to">Receives the text.</param>
    /// <param name="text">The URL, trimmed.</param>
    /// <param name="allowAddress">Whether an IP address may stand for a host name.</param>
    /// <param name="parts">Where the parts of the text are.</param>
    public static UrlFault Write(ref UrlWriter to, ReadOnlySpan<char> text, bool allowAddress, out UrlParts parts)
    {
        parts = default;
        var fault = SkipScheme(text, out var rest);
        if (fault != UrlFault.None) return fault;
        var end = rest.IndexOfAny(AuthorityEnd);
        var authority = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        if (IsBadInHost(authority) || IsBadInPath(rest)) return UrlFault.BadCharacter;

        to.Add(Scheme);
        fault = WriteAuthority(ref to, authority, allowAddress, ref parts);
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

    /// <summary>Invisible characters are left to the mapping of host names.</summary>
    public static bool IsBadInHost(ReadOnlySpan<char> text) => text.ContainsAny(BadInHost) || IsBadBeyondAscii(text);

    /// <summary>
    /// For path, query and fragment. A blank is allowed there, as in browsers, unless a second URL follows it.
    /// </summary>
    public static bool IsBadInPath(ReadOnlySpan<char> text) =>
        text.ContainsAny(BadInPath) || IsBadBeyondAscii(text) || Invisible.IsIn(text)
        || (text.Contains(' ') && HasSecondUrl(text));

    private static bool HasSecondUrl(ReadOnlySpan<char> text)
    {
        for (var blank = text.IndexOf(' '); blank >= 0; blank = text.IndexOf(' '))
        {
            text = text[(blank + 1)..];
            if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool IsBadBeyondAscii(ReadOnlySpan<char> text)
    {
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

    private static UrlFault WriteAuthority(
        ref UrlWriter to, ReadOnlySpan<char> authority, bool allowAddress, ref UrlParts parts)
    {
        if (authority.Contains('@')) return UrlFault.Credentials;
        var bracket = authority is ['[', ..] ? authority.IndexOf(']') : -1;
        if (authority is ['[', ..] && (bracket < 0 || !allowAddress))
            return allowAddress ? UrlFault.BadHost : UrlFault.IpLiteral;
        var colon = bracket < 0 ? authority.IndexOf(':')
            : authority.Length > bracket + 1 ? bracket + 1 : -1;
        if (bracket >= 0 && colon >= 0 && authority[colon] != ':') return UrlFault.BadHost;
        var host = colon < 0 ? authority : authority[..colon];
        if (WriteHost(ref to, host, allowAddress, ref parts) is var fault and not UrlFault.None) return fault;
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

    private static UrlFault WriteHost(
        ref UrlWriter to, ReadOnlySpan<char> host, bool allowAddress, ref UrlParts parts)
    {
        var start = to.Length;
        var isV6 = host is ['[', ..];
        var fault = isV6 ? HostNameFault.IpLiteral : HostName.Write(ref to, host);
        if (fault is HostNameFault.None) return UrlFault.None;
        if (fault is not HostNameFault.IpLiteral) return UrlFault.BadHost;
        if (!allowAddress) return UrlFault.IpLiteral;
        parts.IsAddress = isV6 ? IpAddressText.TryWriteV6(ref to, host[1..^1])
            : IpAddressText.TryRewriteV4(ref to, start);
        return parts.IsAddress ? UrlFault.None : UrlFault.BadHost;
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
