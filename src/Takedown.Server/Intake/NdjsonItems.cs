using System.Runtime.CompilerServices;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>Reads NDJSON with one notice per line. An invalid line does not affect the others.</summary>
internal static class NdjsonItems
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static async IAsyncEnumerable<RawItem> ReadAsync(
        Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var window = new ByteWindow(body);
        var more = await window.FillAsync(cancellation);
        if (window.Unread.StartsWith(ByteOrderMark)) window.Take(ByteOrderMark.Length);
        var scanned = 0;
        var row = 0L;
        var (skipping, hasLineEnd) = (false, false);
        while (true)
        {
            var found = window.Unread[scanned..].IndexOf((byte)'\n');
            if (found < 0 && more)
            {
                scanned = window.Unread.Length;
                if (scanned > RawItem.MaxBytes)
                {
                    skipping = true;
                    window.Take(scanned);
                    scanned = 0;
                }
                more = await window.FillAsync(cancellation);
                continue;
            }
            var length = found < 0 ? window.Unread.Length : scanned + found;
            var blank = window.Unread[..length].Trim(" \t\r"u8).IsEmpty;
            hasLineEnd |= found >= 0;
            row++;
            if (skipping || length > RawItem.MaxBytes)
                yield return (hasLineEnd ? RawItem.TooLarge : RawItem.WithoutLineEnd) with { Row = row };
            else if (!blank && !hasLineEnd && HasMore(window.Unread[..length]))
                yield return new(window.Memory(length), null, new InputFault("", "body.no-line-end")) { Row = row };
            else if (!blank) yield return new(window.Memory(length), null) { Row = row };
            if (found < 0) yield break;
            window.Take(length + 1);
            (scanned, skipping) = (0, false);
        }
    }

    /// <summary>Whether another object follows on the same line: programs that send forms remove line ends.</summary>
    private static bool HasMore(ReadOnlySpan<byte> line)
    {
        var trimmed = line.Trim(" \t\r"u8);
        var end = new JsonEnd();
        var length = trimmed is [(byte)'{', ..] ? end.Find(trimmed) : -1;
        return length >= 0 && trimmed[length..].TrimStart(" \t"u8) is [(byte)'{', ..];
    }
}
