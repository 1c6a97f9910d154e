using System.Buffers;

namespace Takedown.Core.Targets;

/// <summary>
/// The canonical URL of a target, equal for all equivalent spellings (RFC 3986 section 6; 条例 art. 14: the network
/// address of the material). The host is in lower-case A-labels without a trailing dot; the default port, dot segments,
/// the fragment and tracking parameters are removed; percent-encoding is normalised; the order of the other parameters
/// is kept.
/// <para>
/// http and https denote one target: the text always begins with https, and ports 80 and 443 are both the default. In
/// practice no site serves different material at the two, whereas the same material is often reported both ways.
/// </para>
/// </summary>
public sealed record CanonicalUrl
{
    /// <summary>Maximum length of the input and of the canonical text, in characters.</summary>
    public const int MaxLength = 4096;

    private readonly int _hostEnd;
    private readonly int _pathStart;
    private readonly int _pathEnd;

    private CanonicalUrl(string text, UrlParts parts)
    {
        Text = text;
        Port = parts.Port;
        Route = parts.Route;
        IsAddress = parts.IsAddress;
        (_hostEnd, _pathStart, _pathEnd) = (parts.HostEnd, parts.PathStart, parts.PathEnd);
    }

    /// <summary>The URL: <c>https://host[:port]/path[?query]</c>.</summary>
    public string Text { get; }

    /// <summary>Port, 1 to 65535; null for 80 and 443.</summary>
    public int? Port { get; }

    /// <summary>
    /// The fragment of a page that uses it for routing (<c>#/song?id=1</c>, <c>#!video</c>), without the <c>#</c>;
    /// otherwise null. It is not part of <see cref="Text"/>, but targets with different routes are different material.
    /// </summary>
    public string? Route { get; }

    /// <summary>Identifies the target within its platform: the text, followed by the route if there is one.</summary>
    public string Identity => Route is null ? Text : $"{Text}#{Route}";

    /// <summary>Whether the host is an IP address, which tells no platform.</summary>
    public bool IsAddress { get; }

    /// <summary>Whether it names nothing below its host: the path is <c>/</c> and there is no query.</summary>
    public bool IsWholeHost => _pathEnd == _pathStart + 1 && Text.Length == _pathEnd;

    /// <summary>Host as lower-case A-labels, or an address: dotted decimal, or IPv6 in brackets (RFC 5952).</summary>
    public string Host => HostSpan.ToString();

    /// <summary>Path, at least <c>/</c>.</summary>
    public string Path => PathSpan.ToString();

    internal ReadOnlySpan<char> HostSpan => Text.AsSpan(UrlParts.HostStart, _hostEnd - UrlParts.HostStart);

    internal ReadOnlySpan<char> PathSpan => Text.AsSpan(_pathStart, _pathEnd - _pathStart);

    /// <summary>
    /// Parses a text. <paramref name="url"/> is null unless the result is <see cref="UrlFault.None"/>. Never throws.
    /// </summary>
    /// <param name="text">The URL as given.</param>
    /// <param name="url">The URL in canonical form.</param>
    /// <param name="allowAddress">Whether its host may be an IP address.</param>
    public static UrlFault Parse(string text, out CanonicalUrl? url, bool allowAddress = false)
    {
        url = null;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty) return UrlFault.Empty;
        if (trimmed.Length > MaxLength) return UrlFault.TooLong;

        // Few URLs are longer, and clearing the maximum length for each would cost more than parsing.
        var small = new UrlWriter(stackalloc char[384]);
        var fault = UrlParts.Write(ref small, trimmed, allowAddress, out var parts);
        if (!small.Overflowed)
        {
            if (fault == UrlFault.None) url = new CanonicalUrl(small.Written[..parts.TextEnd].ToString(), parts);
            return fault;
        }

        var rented = ArrayPool<char>.Shared.Rent(MaxLength);
        var large = new UrlWriter(rented.AsSpan(0, MaxLength));
        fault = UrlParts.Write(ref large, trimmed, allowAddress, out parts);
        if (large.Overflowed) fault = UrlFault.TooLong;
        if (fault == UrlFault.None) url = new CanonicalUrl(large.Written[..parts.TextEnd].ToString(), parts);
        ArrayPool<char>.Shared.Return(rented);
        return fault;
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}
