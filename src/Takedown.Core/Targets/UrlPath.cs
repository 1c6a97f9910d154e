namespace Takedown.Core.Targets;

/// <summary>Canonical paths: percent-encoding normalised and dot segments removed (RFC 3986, 5.2.4).</summary>
internal static class UrlPath
{
    /// <summary>Appends the canonical path: at least <c>/</c>.</summary>
    public static void Write(ref UrlWriter to, ReadOnlySpan<char> path)
    {
        if (path.IsEmpty) to.Add('/');
        else if (!path.ContainsAnyExcept(PercentEncoding.Path) && !path.Contains("/.", StringComparison.Ordinal))
            to.Add(path);
        else WriteSegments(ref to, path[1..]);
    }

    private static void WriteSegments(ref UrlWriter to, ReadOnlySpan<char> segments)
    {
        var start = to.Length;
        foreach (var range in segments.Split('/'))
        {
            var before = to.Length;
            to.Add('/');
            PercentEncoding.Write(ref to, segments[range], PercentEncoding.Segment);
            if (to.Overflowed) return;

            // Checked after decoding, because every browser treats %2e%2e as a dot segment.
            var up = to.Written[before..] is "/..";
            if (!up && to.Written[before..] is not "/.") continue;
            to.CutTo(up ? start + Math.Max(0, to.Written[start..before].LastIndexOf('/')) : before);
            if (range.End.Value == segments.Length) to.Add('/');
        }
    }
}
