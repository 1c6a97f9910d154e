using System.Collections.Concurrent;
using System.Diagnostics;

namespace Takedown.Benchmarks.Topology;

/// <summary>Long-polls every inbox and reports when a notice arrived, until disposed.</summary>
internal sealed class Arrivals : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> awaited = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource polling;
    private readonly Task pollers;

    public Arrivals(IEnumerable<Platform> platforms, CancellationToken stop)
    {
        polling = CancellationTokenSource.CreateLinkedTokenSource(stop);
        pollers = Task.WhenAll(platforms.Select(p => PollAsync(p, polling.Token)));
    }

    /// <summary>Must be called before the notice is sent.</summary>
    /// <returns>The time of arrival, as a timestamp of the stopwatch.</returns>
    public Task<long> Of(string clientRef, CancellationToken stop)
    {
        var arrival = awaited[clientRef] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return arrival.Task.WaitAsync(Timeout, TimeProvider.System, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await polling.CancelAsync();
        await pollers;
        polling.Dispose();
    }

    private async Task PollAsync(Platform platform, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var page = await platform.ReadAsync(stop);
                var now = Stopwatch.GetTimestamp();
                foreach (var item in page)
                {
                    if (awaited.TryRemove(item.Notice.ClientRef, out var arrival)) arrival.TrySetResult(now);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last page has been read.
        }
    }
}
