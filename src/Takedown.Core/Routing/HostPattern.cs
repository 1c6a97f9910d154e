using Takedown.Core.Targets;

namespace Takedown.Core.Routing;

/// <summary>
/// A host of a platform. <c>video.example</c> matches that host and every subdomain, <c>*.pages.example</c> subdomains
/// only, <c>example.com:8080</c> one port only, <c>example.com/video</c> one part of the site only.
/// </summary>
public sealed record HostPattern
{
    /// <summary>Maximum length of the text, in characters.</summary>
    public const int MaxLength = 512;

    private HostPattern(string host, bool wildcard, int? port, string path)
    {
        (Host, IsWildcard, Port, Path) = (host, wildcard, port, path);
        Text = $"{(wildcard ? "*." : "")}{host}{(port is null ? "" : FormattableString.Invariant($":{port}"))}{path}";
    }

    /// <summary>The canonical spelling of the pattern, shared by equivalent patterns.</summary>
    public string Text { get; }

    /// <summary>Host as lower-case A-labels, without the star.</summary>
    public string Host { get; }

    /// <summary>Whether the pattern matches subdomains only.</summary>
    public bool IsWildcard { get; }

    /// <summary>
    /// The only port matched, where 443 stands for the default port of both schemes; null for any port.
    /// </summary>
    public int? Port { get; }

    /// <summary>
    /// The path matched, with everything below it; without a trailing slash, empty for the whole site.
    /// </summary>
    public string Path { get; }

    /// <summary>
    /// Parses a text. <paramref name="pattern"/> is null unless the result is <see cref="HostFault.None"/>. Never
    /// throws.
    /// </summary>
    public static HostFault Parse(string text, out HostPattern? pattern)
    {
        pattern = null;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty) return HostFault.Empty;
        if (rest.Length > MaxLength) return HostFault.TooLong;
        if (UrlParts.IsBadInHost(rest)) return HostFault.BadCharacter;
        if (rest.Contains("://", StringComparison.Ordinal) || rest.StartsWith("//")) return HostFault.Scheme;
        if (rest.ContainsAny('?', '#')) return HostFault.BadPath;

        var slash = rest.IndexOf('/');
        var path = slash < 0 ? default : rest[slash..];
        if (UrlParts.IsBadInPath(path)) return HostFault.BadCharacter;
        rest = slash < 0 ? rest : rest[..slash];
        if (rest.Contains('@')) return HostFault.Credentials;
        if (rest is ['[', ..]) return HostFault.IpLiteral;
        var wildcard = rest.StartsWith("*.");
        if (wildcard) rest = rest[2..];
        var colon = rest.IndexOf(':');
        int? port = null;
        if (colon >= 0 && !UrlParts.TryReadPort(rest[(colon + 1)..], out port)) return HostFault.BadPort;

        // Encoding expands an ASCII character of a path to at most three characters, any other to at most nine.
        var writer = new UrlWriter(new char[9 * MaxLength]);
        switch (HostName.Write(ref writer, colon < 0 ? rest : rest[..colon]))
        {
            case HostNameFault.Bad: return HostFault.BadHost;
            case HostNameFault.IpLiteral: return HostFault.IpLiteral;
            case HostNameFault.SingleLabel: return HostFault.SingleLabel;
        }
        var host = writer.Written.ToString();
        UrlPath.Write(ref writer, path);
        if (port is 80) port = UrlParts.DefaultPort;
        pattern = new HostPattern(host, wildcard, port, writer.Written[host.Length..].TrimEnd('/').ToString());
        return HostFault.None;
    }

    /// <summary>Whether a URL matches the pattern.</summary>
    public bool Matches(CanonicalUrl url)
    {
        var host = url.HostSpan;
        if (!host.EndsWith(Host)) return false;
        var subdomain = host.Length > Host.Length;
        return subdomain == host.EndsWith($".{Host}") && (subdomain || !IsWildcard) && MatchesBelowHost(url);
    }

    internal bool MatchesBelowHost(CanonicalUrl url) =>
        (Port is null || Port == (url.Port ?? UrlParts.DefaultPort))
        && url.PathSpan.StartsWith(Path)
        && (url.PathSpan.Length == Path.Length || url.PathSpan[Path.Length] == '/');

    /// <inheritdoc />
    public override string ToString() => Text;
}
