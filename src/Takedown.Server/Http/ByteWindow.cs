using System.Buffers;

namespace Takedown.Server.Http;

/// <summary>
/// A contiguous sliding window over the request body. It is refilled on demand and grows to the size of an item.
/// </summary>
internal sealed class ByteWindow(Stream source) : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int start;
    private int end;

    public ReadOnlySpan<byte> Unread => buffer.AsSpan(start, end - start);

    public ReadOnlyMemory<byte> Memory(int length) => buffer.AsMemory(start, length);

    /// <summary>Bytes that were just taken.</summary>
    public ReadOnlyMemory<byte> Taken(int length) => buffer.AsMemory(start - length, length);

    public void Take(int count) => start += count;

    /// <summary>Appends further bytes to the unread ones; false at the end of the body.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (start > 0)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            Buffer.BlockCopy(buffer, 0, larger, 0, end);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        var read = await source.ReadAsync(buffer.AsMemory(end), cancellation);
        end += read;
        return read > 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
