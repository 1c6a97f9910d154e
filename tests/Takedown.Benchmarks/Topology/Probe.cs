using System.Diagnostics;

namespace Takedown.Benchmarks.Topology;

/// <summary>Requests pages in sequence, as one reader does.</summary>
internal static class Probe
{
    private const int Fewest = 5;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(2);

    /// <summary>A slow page is requested fewer times; few samples suffice for it.</summary>
    /// <returns>Milliseconds of each request, including reading the whole answer.</returns>
    public static async Task<IReadOnlyList<double>> TimesAsync(
        HttpClient http, int requests, IReadOnlyList<string> paths, CancellationToken stop)
    {
        var times = new List<double>(requests);
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < requests && (i < Fewest || Stopwatch.GetElapsedTime(begun) < Enough); i++)
        {
            var started = Stopwatch.GetTimestamp();
            await http.GetByteArrayAsync(paths[i % paths.Count], stop);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return times;
    }
}
