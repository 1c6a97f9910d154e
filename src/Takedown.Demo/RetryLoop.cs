using Takedown.Client;

namespace Takedown.Demo;

/// <summary>Does a thing again and again until the demo ends, as a client must that meets a network.</summary>
internal sealed class RetryLoop(Board board, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task KeepAsync(Func<CancellationToken, Task> turn, TimeSpan pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await turn(stop);
                if (pause > TimeSpan.Zero) await Task.Delay(pause, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error
                is TakedownProblemException or HttpRequestException or IOException or OperationCanceledException)
            {
                // Somebody tries things by hand beside it, keys may be revoked: the show goes on and says what is
                // wrong.
                if (!stop.IsCancellationRequested) board.Trouble = error.Message;
                await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
