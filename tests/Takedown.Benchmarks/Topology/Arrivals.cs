using System.Collections.Concurrent;
using System.Diagnostics;

namespace Takedown.Benchmarks.Topology;

/// <summary>Long-polls every inbox and reports when a notice arrived, until disposed.</summary>
internal sealed class Arrivals : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> awaited = new(StringComparer.Ordinal);
    private readonly TimeSpan patience;
    private readonly CancellationTokenSource polling;
    private readonly Task pollers;

    /// <param name="platforms">Whose inboxes to read.</param>
    /// <param name="stop">Cancels the run.</param>
    /// <param name="patience">How long a notice may take; one minute unless given. Longer is an error.</param>
    public Arrivals(IEnumerable<Platform> platforms, CancellationToken stop, TimeSpan? patience = null)
    {
        this.patience = patience ?? TimeSpan.FromMinutes(1);
        polling = CancellationTokenSource.CreateLinkedTokenSource(stop);
        pollers = Task.WhenAll(platforms.Select(p => PollAsync(p, polling.Token)));
    }

    /// <summary>Must be called before the notice is sent.</summary>
    /// <returns>The time of arrival, as a timestamp of the stopwatch.</returns>
    public Task<long> Of(string clientRef, CancellationToken stop)
    {
        var arrival = awaited[clientRef] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return arrival.Task.WaitAsync(patience, TimeProvider.System, stop);
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
