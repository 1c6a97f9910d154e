using System.Text;

namespace Takedown.Server.Http;

/// <summary>
/// A page ends at a length in bytes as well as at a number of entries, so that nobody's long entries take a reader's or
/// the server's memory. An entry that is longer by itself is still given, alone.
/// </summary>
internal static class PageBytes
{
    public const int Max = 8_000_000;

    /// <summary>The bytes of an entry besides its long texts.</summary>
    public const int Around = 500;

    /// <summary>
    /// A query that ends with the row at which the stored length reaches the limit. The database adds up lengths
    /// without reading the values.
    /// </summary>
    /// <param name="rows">A query.</param>
    /// <param name="order">Its unique column of order.</param>
    /// <param name="lengths">Its columns with long texts.</param>
    public static string Bounded(string rows, string order, params string[] lengths)
    {
        var length = string.Join(" + ", lengths.Select(l => $"COALESCE(octet_length({l}), 0)").Append($"{Around}"));
        return $"""
            SELECT * FROM (
                SELECT page.*, {length} AS own_bytes,
                    SUM({length}) OVER (ORDER BY {order} ROWS UNBOUNDED PRECEDING) AS upto_bytes
                FROM ({rows}) AS page) AS bounded
            WHERE upto_bytes - own_bytes < {Max} ORDER BY {order}
            """;
    }

    /// <summary>How many entries, in order, are within the limit; at least one.</summary>
    public static int Count<T>(IReadOnlyList<T> entries, Func<T, long> length)
    {
        var (count, bytes) = (0, 0L);
        while (count < entries.Count)
        {
            bytes += length(entries[count]);
            if (count > 0 && bytes > Max) break;
            count++;
        }
        return count;
    }

    /// <summary>The length of a text as it is sent, without its few escapes.</summary>
    public static long Length(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
