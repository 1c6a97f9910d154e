using System.Buffers;
using Takedown.Server.Http;

namespace Takedown.Server.Intake.Text;

/// <summary>
/// A body as UTF-8, whatever its encoding: a byte order mark decides, then the declared charset. A table of which
/// neither says anything is judged over all its bytes: up to its first character that is not ASCII it reads the same in
/// every encoding and passes at once; the rest waits in a <see cref="Spool"/> until its end, and no row of it is taken
/// for UTF-8 before. A table declared as UTF-8 is judged over its first part.
/// </summary>
internal sealed class TextBody(Stream source, Charset declared, bool isTable, SpoolRoom room) : ReadStream
{
    /// <summary>The most of a table that waits for its end.</summary>
    public const long MaxUndeclared = 256 << 20;

    private const long MaxDeclared = 16 << 20;
    private const int Piece = 64 * 1024;

    /// <summary>The beginning of the body, in which a mark or an encoding of two bytes shows.</summary>
    private readonly byte[] head = new byte[1024];
    private int start;
    private int end;
    private ReadBytes? read;
    private Spool? spool;
    private ReadOnlyMemory<byte> rest;
    private byte last;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        read is { } known ? known(buffer, cancellationToken) : BeginAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing) spool?.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> BeginAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        read = await ChooseAsync(cancellation);
        return await read(buffer, cancellation);
    }

    private async ValueTask<ReadBytes> ChooseAsync(CancellationToken cancellation)
    {
        while (end < 4 && await FillAsync(cancellation))
        {
        }
        var (mark, encoding) = ByteOrderMark.Of(head.AsSpan(0, end));
        start = mark;
        if (mark > 0) return encoding is null ? RawAsync : new Transcoder(RawAsync, encoding).ReadAsync;
        if (declared.Encoding is { } other) return new Transcoder(RawAsync, other).ReadAsync;
        if (!isTable) return RawAsync;
        while (!ByteOrderMark.HasLine(head.AsSpan(0, end)) && await FillAsync(cancellation))
        {
        }
        encoding = ByteOrderMark.WithoutMark(head.AsSpan(0, end));
        return encoding is null ? AsciiAsync : new Transcoder(RawAsync, encoding).ReadAsync;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (end == head.Length) return false;
        var count = await source.ReadAsync(head.AsMemory(end), cancellation);
        end += count;
        return count > 0;
    }

    /// <summary>The bytes as they are.</summary>
    private ValueTask<int> RawAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (start == end) return source.ReadAsync(buffer, cancellation);
        var count = Math.Min(buffer.Length, end - start);
        head.AsMemory(start, count).CopyTo(buffer);
        start += count;
        return ValueTask.FromResult(count);
    }

    /// <summary>The bytes up to the first that is not ASCII.</summary>
    private async ValueTask<int> AsciiAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = await RawAsync(buffer, cancellation);
        var ascii = buffer.Span[..count].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (ascii != 0 && count > 0) last = buffer.Span[(ascii < 0 ? count : ascii) - 1];
        if (ascii < 0) return count;
        rest = buffer[ascii..count].ToArray();
        read = JudgedAsync;
        return ascii > 0 ? ascii : await JudgedAsync(buffer, cancellation);
    }

    private async ValueTask<int> JudgedAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        read = await JudgeAsync(cancellation);
        return await read(buffer, cancellation);
    }

    private async ValueTask<ReadBytes> JudgeAsync(CancellationToken cancellation)
    {
        spool = new(room, declared.IsUtf8 ? MaxDeclared : MaxUndeclared);
        var scan = new EncodingScan();
        // A mark may belong to the letter before it.
        scan.Add([last]);
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (rest.Length > 0)
            {
                scan.Add(rest.Span);
                if (!await spool.TryWriteAsync(rest, cancellation)) break;
                var count = await RawAsync(piece, cancellation);
                rest = piece.AsMemory(0, count);
            }
            // Left over where there was no room for it.
            rest = rest.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
        if (rest.Length > 0 && !declared.IsUtf8) throw Refused("charset.required");
        return scan.Verdict(ended: rest.IsEmpty) switch
        {
            EncodingVerdict.Gb18030 when declared.IsUtf8 => throw Refused("charset.mismatch"),
            EncodingVerdict.Gb18030 => new Transcoder(SpooledAsync, Charset.Gb18030).ReadAsync,
            EncodingVerdict.Utf8 => SpooledAsync,
            // Rows that are no UTF-8 are refused one by one: it was declared.
            _ when declared.IsUtf8 => SpooledAsync,
            _ => throw Refused("charset.required"),
        };
    }

    /// <summary>The spooled bytes, what found no room there, and the rest of the body.</summary>
    private async ValueTask<int> SpooledAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (await spool!.ReadAsync(buffer, cancellation) is > 0 and var spooled) return spooled;
        if (rest.IsEmpty) return await RawAsync(buffer, cancellation);
        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    private static BodyFaultException Refused(string code) =>
        new(IntakeEnd.Undecodable, new InputFault("Content-Type", code));
}
