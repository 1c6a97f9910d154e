using Takedown.Server.Messaging;

namespace Takedown.Server.Operations;

/// <summary>
/// The number of dead letters, asked of the broker at most every ten seconds and waited for briefly: a scrape reports
/// the last known number.
/// </summary>
internal sealed class DeadLetterCount(DeadLetters letters)
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task refresh = Task.CompletedTask;
    private long started;

    /// <summary>Null before the first answer and while the broker does not answer.</summary>
    public long? Latest { get; private set; }

    /// <summary>Waits for the first answer only as long as a scrape may take.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        Task current;
        lock (gate)
        {
            if (refresh.IsCompleted
                && (started == 0 || TimeProvider.System.GetElapsedTime(started) > MinInterval))
            {
                started = TimeProvider.System.GetTimestamp();
                refresh = Task.Run(ReadAsync, CancellationToken.None);
            }
            current = refresh;
        }
        await current.WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync()
    {
        using var limit = new CancellationTokenSource(Timeout, TimeProvider.System);
        Latest = await letters.CountAsync(limit.Token);
    }
}
