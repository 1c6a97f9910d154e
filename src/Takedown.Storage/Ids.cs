using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Takedown.Storage;

/// <summary>
/// Strictly increasing UUIDv7 within this process (RFC 9562, 6.2, method 1: a counter in rand_a), so that new rows are
/// appended at the end of their index.
/// </summary>
internal sealed class Ids(TimeProvider time)
{
    private readonly Lock gate = new();
    private long last;

    public Guid Next()
    {
        long tick;
        lock (gate)
        {
            // 48 bits of milliseconds and 12 of counter, as one increasing number.
            tick = last = Math.Max(last + 1, time.GetUtcNow().ToUnixTimeMilliseconds() << 12);
        }
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        return Of(tick, bytes);
    }

    /// <summary>An id below all that are made from a time on, and above those made before it.</summary>
    public static Guid Floor(DateTimeOffset at) => Of(at.ToUnixTimeMilliseconds() << 12, stackalloc byte[16]);

    private static Guid Of(long tick, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes, (tick >> 12 << 16) | 0x7000 | (tick & 0xFFF));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
