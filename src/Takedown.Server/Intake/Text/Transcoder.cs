using System.Text;

namespace Takedown.Server.Intake.Text;

/// <summary>Reads the next bytes of a text.</summary>
internal delegate ValueTask<int> ReadBytes(Memory<byte> buffer, CancellationToken cancellation);

/// <summary>
/// Reads a text of another encoding as UTF-8. What is not of its encoding becomes a byte that is no UTF-8, so that the
/// row or item that contains it is refused, and only that one.
/// </summary>
internal sealed class Transcoder(ReadBytes source, Encoding encoding)
{
    private const int Size = 16 * 1024;
    private const byte NoUtf8 = 0xFF;

    private readonly Decoder decoder = encoding.GetDecoder();
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private readonly byte[] bytes = new byte[Size];
    private readonly char[] chars = new char[encoding.GetMaxCharCount(Size)];
    private readonly byte[] text = new byte[Encoding.UTF8.GetMaxByteCount(encoding.GetMaxCharCount(Size))];
    private int start;
    private int end;
    private bool ended;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (start == end)
        {
            if (ended) return 0;
            var read = await source(bytes, cancellation);
            ended = read == 0;
            (start, end) = (0, 0);
            Encode(chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: ended)));
        }
        var count = Math.Min(buffer.Length, end - start);
        text.AsMemory(start, count).CopyTo(buffer);
        start += count;
        return count;
    }

    private void Encode(ReadOnlySpan<char> decoded)
    {
        while (true)
        {
            var bad = decoded.IndexOf(Charset.Undecodable);
            var good = bad < 0 ? decoded : decoded[..bad];
            end += encoder.GetBytes(good, text.AsSpan(end), flush: bad >= 0 || ended);
            if (bad < 0) return;
            text[end++] = NoUtf8;
            decoded = decoded[(bad + 1)..];
        }
    }
}
