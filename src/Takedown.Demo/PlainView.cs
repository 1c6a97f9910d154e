using System.Globalization;
using Takedown.Contracts.Json;

namespace Takedown.Demo;

/// <summary>Writes the board as a line of text at intervals, for output to a file or a pipe.</summary>
internal sealed class PlainView(Board board, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private readonly long start = time.GetTimestamp();

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Console.Out.WriteLineAsync(Line());
        }
    }

    private string Line()
    {
        var now = board.Totals;
        var o = now.Overview;
        var states = string.Join(", ", board.States().Select(s => Text($"{s.State.Word()} {s.Count}")));
        return Text($"{time.GetElapsedTime(start):mm\\:ss} received {o?.Received ?? 0} ({now.ReceivedPerSecond:0}/s), ")
            + Text($"on time {o?.OnTime ?? 0}, late {o?.Late ?? 0}, breached {o?.Breached ?? 0}, ")
            + Text($"escalations {now.Escalations}, account actions {board.AskedInAll}; {states}")
            + (board.LastError is { } trouble ? $"; last trouble: {trouble}" : "");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
