using System.Buffers;

namespace Takedown.Server.Http;

/// <summary>
/// Finds the end of a JSON value incrementally, without parsing it. A malformed or oversized item can thus be skipped
/// and the next one read; the streaming of the serializer would fail for the rest of the body.
/// </summary>
internal struct JsonEnd
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("{}[]\""u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> AfterScalar = SearchValues.Create(",]} \t\r\n"u8);

    private int depth;
    private bool inString;
    private bool escaped;
    private bool begun;

    /// <summary>Whether the value is a number or a word, which has no end of its own.</summary>
    public readonly bool IsScalar => depth < 0;

    /// <summary>Scans further bytes of the value.</summary>
    /// <returns>Number of bytes that belong to the value if it ends in them; otherwise -1.</returns>
    public int Find(ReadOnlySpan<byte> bytes)
    {
        if (!begun && bytes.Length > 0)
        {
            begun = true;
            if (bytes[0] is not ((byte)'{' or (byte)'[' or (byte)'"'))
            {
                depth = -1;
            }
        }
        // A scalar other than a string ends at a delimiter.
        if (depth < 0) return bytes.IndexOfAny(AfterScalar);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (escaped)
            {
                escaped = false;
                continue;
            }
            var step = bytes[i..].IndexOfAny(inString ? InString : Structure);
            if (step < 0) return -1;
            i += step;
            switch (bytes[i])
            {
                case (byte)'\\':
                    escaped = true;
                    break;
                case (byte)'"':
                    inString = !inString;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }
            if (depth == 0 && !inString && !escaped) return i + 1;
        }
        return -1;
    }
}
