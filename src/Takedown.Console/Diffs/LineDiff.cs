namespace Takedown.Screens.Diffs;

/// <summary>What becomes of a line.</summary>
public enum DiffKind
{
    /// <summary>It stays.</summary>
    Same,
    /// <summary>It goes.</summary>
    Removed,
    /// <summary>It is new.</summary>
    Added,
}

/// <summary>A line of two texts.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Old">Its number in the old text, from 1.</param>
/// <param name="New">Its number in the new text, from 1.</param>
/// <param name="Text">The line.</param>
public sealed record DiffLine(DiffKind Kind, int? Old, int? New, string Text);

/// <summary>The lines of two texts, with the fewest that go and come.</summary>
public static class LineDiff
{
    /// <summary>Beyond so many cells of the table, all lines between the equal ends go and come.</summary>
    private const long MostCells = 16_000_000;

    public static IReadOnlyList<DiffLine> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var start = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start]) start++;
        var (endOld, endNew) = (before.Count, after.Count);
        while (endOld > start && endNew > start && before[endOld - 1] == after[endNew - 1]) (endOld, endNew) =
            (endOld - 1, endNew - 1);
        var lines = new List<DiffLine>(before.Count + after.Count);
        for (var i = 0; i < start; i++) lines.Add(new(DiffKind.Same, i + 1, i + 1, before[i]));
        Between(lines, before, after, start, endOld, endNew);
        for (var i = 0; endOld + i < before.Count; i++)
            lines.Add(new(DiffKind.Same, endOld + i + 1, endNew + i + 1, before[endOld + i]));
        return lines;
    }

    /// <summary>Only what changes, with some lines around it; null stands for lines that are left out.</summary>
    public static IReadOnlyList<DiffLine?> Folded(IReadOnlyList<DiffLine> lines, int around = 3)
    {
        var near = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Kind is DiffKind.Same) continue;
            for (var j = Math.Max(0, i - around); j <= Math.Min(lines.Count - 1, i + around); j++) near[j] = true;
        }
        var folded = new List<DiffLine?>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (near[i]) folded.Add(lines[i]);
            else if (folded is not [.., null]) folded.Add(null);
        }
        return folded;
    }

    private static void Between(
        List<DiffLine> lines, IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int endOld,
        int endNew)
    {
        var common = Common(before, after, start, endOld, endNew);
        var (i, j) = (start, start);
        while (i < endOld || j < endNew)
        {
            var (a, b) = (i - start, j - start);
            if (i < endOld && j < endNew && common is not null && before[i] == after[j])
                lines.Add(new(DiffKind.Same, ++i, ++j, before[i - 1]));
            else if (i < endOld && (j == endNew || common is null || common[a + 1, b] >= common[a, b + 1]))
                lines.Add(new(DiffKind.Removed, ++i, null, before[i - 1]));
            else
                lines.Add(new(DiffKind.Added, null, ++j, after[j - 1]));
        }
    }

    /// <summary>
    /// The length of the longest common part from each pair of lines on; null where that is too dear.
    /// </summary>
    private static ushort[,]? Common(
        IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int endOld, int endNew)
    {
        var (rows, columns) = (endOld - start, endNew - start);
        if ((long)rows * columns > MostCells) return null;
        var common = new ushort[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                common[i, j] = before[start + i] == after[start + j] ? (ushort)(common[i + 1, j + 1] + 1)
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        return common;
    }
}
