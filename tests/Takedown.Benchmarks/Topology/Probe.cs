using System.Diagnostics;

namespace Takedown.Benchmarks.Topology;

/// <summary>Asks for pages one after the other, as one reader does.</summary>
internal static class Probe
{
    private const int Fewest = 5;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(2);

    /// <summary>A page that takes long is asked for less often: it says so soon enough.</summary>
    /// <returns>Milliseconds of each request, the whole answer read.</returns>
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
