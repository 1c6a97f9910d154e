using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Takedown.Core.Packs;

namespace Takedown.Core.Headings;

/// <summary>
/// What people write above the columns of a table of notices (<c>headings.json</c>). Case, blanks, punctuation, full
/// width and a remark in brackets make no difference: <c>*作品名称（必填）</c> is <c>作品名称</c>.
/// </summary>
public static class HeadingTable
{
    private static readonly SearchValues<char> Opening = SearchValues.Create("(（[［【〔");
    private static readonly SearchValues<char> Closing = SearchValues.Create(")）]］】〕");

    /// <summary>All columns, in the order of the template.</summary>
    public static IReadOnlyList<ColumnHeadings> Columns { get; } = JsonSerializer.Deserialize(
        PackFile.Read("headings.json"), PackJson.Default.ListColumnHeadings)!;

    private static readonly FrozenDictionary<string, string> Certain = Columns
        .SelectMany(c => c.Zh.Concat(c.En).Append(c.Column).Select(h => (Key: Fold(h), c.Column)))
        .DistinctBy(h => h.Key).ToFrozenDictionary(h => h.Key, h => h.Column, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Likely = Columns
        .SelectMany(c => (c.Fallback ?? []).Select(h => (Key: Fold(h), c.Column)))
        .ToFrozenDictionary(h => h.Key, h => h.Column, StringComparer.Ordinal);

    /// <summary>The columns of the headings of one table, in their order; null for a heading that names none.</summary>
    public static IReadOnlyList<string?> Find(IReadOnlyList<string> headings)
    {
        var found = headings.Select(h => Find(h, Certain)).ToArray();
        var taken = found.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is null && Find(headings[i], Likely) is { } column && taken.Add(column)) found[i] = column;
        }
        return found;
    }

    /// <summary>The known heading that is most like an unknown one; null if none is.</summary>
    public static string? Nearest(string heading)
    {
        var key = Fold(heading);
        if (key.Length is < 2 or > 40) return null;
        return Columns.SelectMany(c => c.Zh.Concat(c.En).Prepend(c.Column).Concat(c.Fallback ?? []))
            .Select(h => (Heading: h, Distance: Distance(key, Fold(h))))
            .Where(h => h.Distance > 0 && h.Distance <= Math.Max(1, Math.Min(key.Length, Fold(h.Heading).Length) / 4))
            .OrderBy(h => h.Distance).Select(h => h.Heading).FirstOrDefault();
    }

    private static string? Find(string heading, FrozenDictionary<string, string> names)
    {
        if (names.TryGetValue(Fold(heading), out var column)) return column;
        var (opening, closing) = (heading.AsSpan().IndexOfAny(Opening), heading.AsSpan().LastIndexOfAny(Closing));
        if (opening < 0 || closing < opening) return null;
        // A remark behind the name, or the name of the field behind a heading of the sender's own.
        return names.TryGetValue(Fold(heading[..opening] + heading[(closing + 1)..]), out column)
            || names.TryGetValue(Fold(heading[(opening + 1)..closing]), out column) ? column : null;
    }

    /// <summary>Letters and digits only, of usual width, in lower case.</summary>
    private static string Fold(string heading)
    {
        var key = new StringBuilder(heading.Length);
        foreach (var written in heading)
        {
            var usual = written is >= '！' and <= '～' ? (char)(written - 0xFEE0) : written;
            if (char.IsLetterOrDigit(usual)) key.Append(char.ToLowerInvariant(usual));
        }
        return key.ToString();
    }

    /// <summary>Letters to insert, drop, change or swap with their neighbour.</summary>
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(
                    Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[one.Length, other.Length];
    }
}
