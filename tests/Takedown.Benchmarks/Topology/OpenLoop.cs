using System.Diagnostics;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// Single notices sent by the clock, whether or not the last answer came, and counted from when they were due: a stall
/// is not hidden.
/// </summary>
internal static class OpenLoop
{
    /// <param name="notices">One batch each, made before.</param>
    /// <param name="rate">A second.</param>
    /// <param name="arrivals">Who sees them come.</param>
    /// <param name="until">Ends the sending before the notices do; what is on its way is waited for.</param>
    /// <param name="stop">Ends everything.</param>
    /// <returns>Milliseconds from when each was due to its arrival in an inbox.</returns>
    public static async Task<double[]> RunAsync(
        IReadOnlyList<Batch> notices, int rate, Arrivals arrivals, CancellationToken until, CancellationToken stop)
    {
        var sent = new List<Task<double>>();
        var started = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        while (sent.Count < notices.Count && !until.IsCancellationRequested && await tick.WaitForNextTickAsync(stop))
        {
            while (sent.Count < notices.Count
                && started + (sent.Count * Stopwatch.Frequency / rate) is var due
                && due <= Stopwatch.GetTimestamp())
            {
                sent.Add(SendAsync(notices[sent.Count], due, arrivals, stop));
            }
        }
        return await Task.WhenAll(sent);
    }

    private static async Task<double> SendAsync(Batch notice, long due, Arrivals arrivals, CancellationToken stop)
    {
        // Off the loop that keeps the clock: making a request takes its time too.
        await Task.Yield();
        var arrival = arrivals.Of(notice.FirstRef, stop);
        await notice.Sender.SendAsync(notice, stop);
        return Stopwatch.GetElapsedTime(due, await arrival).TotalMilliseconds;
    }
}
