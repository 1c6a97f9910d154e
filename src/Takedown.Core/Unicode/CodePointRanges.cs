namespace Takedown.Core.Unicode;

/// <summary>Values of ranges of code points, looked up by halving.</summary>
internal sealed class CodePointRanges(IReadOnlyList<(int First, int Last, string Value)> ranges)
{
    private readonly int[] _last = [.. ranges.Select(r => r.Last)];

    /// <summary>The value of a code point; null if it is in no range.</summary>
    public string? Find(int c)
    {
        var at = Array.BinarySearch(_last, c);
        if (at < 0) at = ~at;
        return at < ranges.Count && ranges[at].First <= c ? ranges[at].Value : null;
    }
}
