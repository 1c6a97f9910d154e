using Takedown.Client;

namespace Takedown.Demo;

/// <summary>Repeats an action until the demo ends and continues after errors, as a network client must.</summary>
internal sealed class RetryLoop(Board board, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task RunAsync(Func<CancellationToken, Task> turn, TimeSpan pause, CancellationToken stop)
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
                // A user may call the API during the demo and even revoke keys: the demo continues and shows the error.
                if (!stop.IsCancellationRequested) board.LastError = error.Message;
                await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
