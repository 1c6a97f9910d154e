using System.Buffers;

namespace Takedown.Server.Intake;

/// <summary>
/// Finds where a JSON value ends without understanding it, piece by piece. So an item that is malformed inside, or far
/// too large, is stepped over, and the next one is still found: the serializer's own streaming would lose the rest.
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

    /// <summary>Looks through further bytes of the value.</summary>
    /// <returns>How many belong to it when it ends in them; -1 when it goes on.</returns>
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
        // A scalar other than a string ends where something else begins.
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
