
namespace Takedown.Server.Hosting;

internal static class Waiting
{
    private static readonly TimeSpan FirstPollInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Looks, and looks again at every ring, until there is something or the time is up. Where it rang and there is
    /// nothing to see, an older transaction may still hold the order of events back: so a few glances follow the ring.
    /// </summary>
    public static async Task<T> WaitUntilAsync<T>(
        this ChangeNotifier notifier, ChangeTopic signal, TimeSpan wait, Func<Task<T>> look, Func<T, bool> found,
        CancellationToken cancellation)
    {
        // Waiting is real time, even where a sandbox moves the server's clock.
        var until = TimeProvider.System.GetTimestamp()
            + (long)(wait.TotalSeconds * TimeProvider.System.TimestampFrequency);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, notifier.Stopping);
        var pollInterval = TimeSpan.Zero;
        while (true)
        {
            var waiter = notifier.Next(signal);
            var seen = await look();
            var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), until);
            if (found(seen) || left <= TimeSpan.Zero || notifier.Stopping.IsCancellationRequested) return seen;
            try
            {
                await waiter.WaitAsync(
                    pollInterval > TimeSpan.Zero && pollInterval < left ? pollInterval : left, TimeProvider.System,
                    stop.Token);
                pollInterval = FirstPollInterval;
            }
            catch (TimeoutException)
            {
                pollInterval = pollInterval >= MaxPollInterval ? TimeSpan.Zero : pollInterval * 2;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // The server stops: the reader gets what there is.
            }
        }
    }
}
