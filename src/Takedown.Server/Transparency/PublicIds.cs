using System.Buffers.Binary;

namespace Takedown.Server.Transparency;

/// <summary>
/// The ids between which the notices of a period lie. An id has the time at which it was made, which is that of the
/// acceptance but for the time that a large batch takes.
/// </summary>
internal static class PublicIds
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);
    private static readonly Guid Highest = new(
        [.. Enumerable.Repeat(byte.MaxValue, 16)], bigEndian: true);

    /// <summary>All matches have a lower id.</summary>
    public static Guid Before(PublicSearch search)
    {
        var end = search.Before is { } before ? At(before + Slack) : Highest;
        return search.After is { } after && after.CompareTo(end) < 0 ? after : end;
    }

    /// <summary>All matches have a higher id.</summary>
    public static Guid From(PublicSearch search) => search.From is { } from ? At(from - Slack) : Guid.Empty;

    private static Guid At(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, at.ToUnixTimeMilliseconds()) << 16);
        return new(bytes, bigEndian: true);
    }
}
