using Takedown.Core.Targets;

namespace Takedown.Core.Routing;

/// <summary>
/// A host that a platform answers for. <c>video.example</c> is that host and every subdomain, <c>*.pages.example</c>
/// subdomains only, <c>example.com:8080</c> one port only, <c>example.com/video</c> one part of the site only.
/// </summary>
public sealed record HostPattern
{
    /// <summary>Longest text taken.</summary>
    public const int MaxLength = 512;

    private HostPattern(string host, bool wildcard, int? port, string path)
    {
        (Host, IsWildcard, Port, Path) = (host, wildcard, port, path);
        Text = $"{(wildcard ? "*." : "")}{host}{(port is null ? "" : FormattableString.Invariant($":{port}"))}{path}";
    }

    /// <summary>The pattern in the one spelling that equivalent ones share.</summary>
    public string Text { get; }

    /// <summary>Host in A-labels, lower case, without the star.</summary>
    public string Host { get; }

    /// <summary>Subdomains only.</summary>
    public bool IsWildcard { get; }

    /// <summary>This port only, 443 standing for the default of both schemes; null for any.</summary>
    public int? Port { get; }

    /// <summary>This path and all below it, without a slash at the end; empty for the whole site.</summary>
    public string Path { get; }

    /// <summary>
    /// Reads a text; <paramref name="pattern"/> is null unless the answer is <see cref="HostFault.None"/>. Never
    /// throws.
    /// </summary>
    public static HostFault Parse(string text, out HostPattern? pattern)
    {
        pattern = null;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty) return HostFault.Empty;
        if (rest.Length > MaxLength) return HostFault.TooLong;
        if (UrlParts.HasBadCharacter(rest)) return HostFault.BadCharacter;
        if (rest.Contains("://", StringComparison.Ordinal) || rest.StartsWith("//")) return HostFault.Scheme;
        if (rest.ContainsAny('?', '#')) return HostFault.BadPath;

        var slash = rest.IndexOf('/');
        var path = slash < 0 ? default : rest[slash..];
        rest = slash < 0 ? rest : rest[..slash];
        if (rest.Contains('@')) return HostFault.Credentials;
        if (rest is ['[', ..]) return HostFault.IpLiteral;
        var wildcard = rest.StartsWith("*.");
        if (wildcard) rest = rest[2..];
        var colon = rest.IndexOf(':');
        int? port = null;
        if (colon >= 0 && !UrlParts.TryReadPort(rest[(colon + 1)..], out port)) return HostFault.BadPort;

        // Three characters for one: the most that encoding makes of a path's ASCII; nine for what is not.
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

    /// <summary>Whether a URL lies inside.</summary>
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
