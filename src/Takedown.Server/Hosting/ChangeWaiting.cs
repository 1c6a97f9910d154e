
namespace Takedown.Server.Hosting;

internal static class Waiting
{
    private static readonly TimeSpan FirstPollInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Reads now and after every change notification, until a result is found or the time is up. After a notification
    /// without a visible result, an older open transaction may still delay the order of events, so a few polls follow.
    /// </summary>
    public static async Task<T> WaitUntilAsync<T>(
        this ChangeNotifier notifier, ChangeTopic topic, TimeSpan wait, Func<Task<T>> read, Func<T, bool> found,
        CancellationToken cancellation)
    {
        // The wait uses real time, even if a sandbox advances the server's clock.
        var until = TimeProvider.System.GetTimestamp()
            + (long)(wait.TotalSeconds * TimeProvider.System.TimestampFrequency);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, notifier.Stopping);
        var pollInterval = TimeSpan.Zero;
        while (true)
        {
            // Also what ends the wait of a revoked key: it must not read once more.
            cancellation.ThrowIfCancellationRequested();
            var waiter = notifier.Next(topic);
            var result = await read();
            var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), until);
            if (found(result) || left <= TimeSpan.Zero || notifier.Stopping.IsCancellationRequested) return result;
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
                // The server stops: the reader gets the current result.
            }
        }
    }
}
