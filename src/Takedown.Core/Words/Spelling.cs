namespace Takedown.Core.Words;

/// <summary>How far two spellings are apart.</summary>
internal static class Spelling
{
    private const int MaxLength = 60;

    /// <summary>
    /// The number of letters to insert, to leave out, to replace or to swap with their neighbour (optimal string
    /// alignment). Only the first 60 letters count.
    /// </summary>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (one.Length > MaxLength) one = one[..MaxLength];
        if (other.Length > MaxLength) other = other[..MaxLength];
        var width = other.Length + 1;
        Span<int> rows = stackalloc int[3 * width];
        for (var j = 0; j < width; j++) rows[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            var (row, above, before) = (i % 3 * width, (i + 2) % 3 * width, (i + 1) % 3 * width);
            rows[row] = i;
            for (var j = 1; j < width; j++)
            {
                var differs = one[i - 1] == other[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(rows[above + j], rows[row + j - 1]) + 1, rows[above + j - 1] + differs);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    best = Math.Min(best, rows[before + j - 2] + 1);
                rows[row + j] = best;
            }
        }
        return rows[one.Length % 3 * width + other.Length];
    }
}
