using System.Diagnostics;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// Sends single notices at a fixed rate, whether or not the last answer has arrived, and measures from the time each
/// was due, so that a stall is not hidden.
/// </summary>
internal static class OpenLoop
{
    /// <param name="notices">One batch per notice, created in advance.</param>
    /// <param name="rate">Notices per second.</param>
    /// <param name="arrivals">Reports the arrivals.</param>
    /// <param name="until">Stops sending early; notices already sent are still awaited.</param>
    /// <param name="stop">Cancels the run.</param>
    /// <returns>Milliseconds from the due time of each notice to its arrival in an inbox.</returns>
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
        // Leaves the timing loop, because creating a request takes time as well.
        await Task.Yield();
        var arrival = arrivals.Of(notice.FirstRef, stop);
        await notice.Sender.SendAsync(notice, stop);
        return Stopwatch.GetElapsedTime(due, await arrival).TotalMilliseconds;
    }
}
