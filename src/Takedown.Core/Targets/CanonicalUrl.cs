using System.Buffers;

namespace Takedown.Core.Targets;

/// <summary>
/// A target's URL in the one spelling that stands for all equivalent ones (RFC 3986 section 6, and 条例 art. 14: the
/// network address of the material). Lower-case host in A-labels without trailing dot, no default port, no dot
/// segments, one percent-encoding, no fragment, no tracking parameters; the order of the others is kept.
/// <para>
/// http and https are one target: the text always says https, and ports 80 and 443 are both the default. A site that
/// serves different material at the two is not met in practice, the same material given both ways is met daily.
/// </para>
/// </summary>
public sealed record CanonicalUrl
{
    /// <summary>Longest text taken, and longest canonical text given.</summary>
    public const int MaxLength = 4096;

    private readonly int _hostEnd;
    private readonly int _pathStart;
    private readonly int _pathEnd;

    private CanonicalUrl(string text, UrlParts parts)
    {
        Text = text;
        Port = parts.Port;
        Route = parts.Route;
        (_hostEnd, _pathStart, _pathEnd) = (parts.HostEnd, parts.PathStart, parts.PathEnd);
    }

    /// <summary>The URL: <c>https://host[:port]/path[?query]</c>.</summary>
    public string Text { get; }

    /// <summary>Port, 1 to 65535; null for 80 and 443.</summary>
    public int? Port { get; }

    /// <summary>
    /// The fragment of a page that routes by it (<c>#/song?id=1</c>, <c>#!video</c>), without the <c>#</c>; else null.
    /// It is no part of <see cref="Text"/>, but two such targets with different routes are different material.
    /// </summary>
    public string? Route { get; }

    /// <summary>
    /// What tells this target from others of its platform: the text, and the route where there is one.
    /// </summary>
    public string Identity => Route is null ? Text : $"{Text}#{Route}";

    /// <summary>Host in A-labels, lower case.</summary>
    public string Host => HostSpan.ToString();

    /// <summary>Path, at least <c>/</c>.</summary>
    public string Path => PathSpan.ToString();

    internal ReadOnlySpan<char> HostSpan => Text.AsSpan(UrlParts.HostStart, _hostEnd - UrlParts.HostStart);

    internal ReadOnlySpan<char> PathSpan => Text.AsSpan(_pathStart, _pathEnd - _pathStart);

    /// <summary>
    /// Reads a text; <paramref name="url"/> is null unless the answer is <see cref="UrlFault.None"/>. Never throws.
    /// </summary>
    public static UrlFault Parse(string text, out CanonicalUrl? url)
    {
        url = null;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty) return UrlFault.Empty;
        if (trimmed.Length > MaxLength) return UrlFault.TooLong;

        // Few URLs outgrow this, and clearing the full length for each would cost more than the parse.
        var small = new UrlWriter(stackalloc char[384]);
        var fault = UrlParts.Write(ref small, trimmed, out var parts);
        if (!small.Overflowed)
        {
            if (fault == UrlFault.None) url = new CanonicalUrl(small.Written[..parts.TextEnd].ToString(), parts);
            return fault;
        }

        var rented = ArrayPool<char>.Shared.Rent(MaxLength);
        var large = new UrlWriter(rented.AsSpan(0, MaxLength));
        fault = UrlParts.Write(ref large, trimmed, out parts);
        if (large.Overflowed) fault = UrlFault.TooLong;
        if (fault == UrlFault.None) url = new CanonicalUrl(large.Written[..parts.TextEnd].ToString(), parts);
        ArrayPool<char>.Shared.Return(rented);
        return fault;
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}
