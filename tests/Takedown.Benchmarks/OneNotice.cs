using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Takedown.Benchmarks;

/// <summary>From the POST of one notice to its arrival at a long-polling inbox: one at a time, and 200 a second.</summary>
internal static class OneNotice
{
    private const int OneByOne = 300;
    private const int Rate = 200;
    private const int Seconds = 5;
    private const int Repetitions = 3;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken stop)
    {
        await using var field = await Field.OpenAsync();
        using var polling = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var arrivals = new ConcurrentDictionary<string, TaskCompletionSource<long>>(StringComparer.Ordinal);
        var pollers = field.Receivers.Select(r => PollAsync(r, arrivals, polling.Token)).ToList();
        List<double[]> alone = [], crowded = [];
        for (var turn = 0; turn <= Repetitions; turn++)
        {
            var one = await OneByOneAsync(field, arrivals, stop);
            var many = await SteadilyAsync(field, arrivals, stop);
            if (turn == 0) continue;
            alone.Add(one);
            crowded.Add(many);
        }
        await polling.CancelAsync();
        await Task.WhenAll(pollers);
        return
        [
            new("POST to inbox, one at a time, p50", "ms", [.. alone.Select(a => Figure.Quantile(a, 0.5))]),
            new("POST to inbox, one at a time, p99", "ms", [.. alone.Select(a => Figure.Quantile(a, 0.99))], "<= 100"),
            new($"POST to inbox, {Rate}/s, p50", "ms", [.. crowded.Select(a => Figure.Quantile(a, 0.5))]),
            new($"POST to inbox, {Rate}/s, p99", "ms", [.. crowded.Select(a => Figure.Quantile(a, 0.99))], "<= 100"),
        ];
    }

    private static async Task<double[]> OneByOneAsync(Field field, ConcurrentDictionary<string, TaskCompletionSource<long>> arrivals, CancellationToken stop)
    {
        var times = new double[OneByOne];
        for (var i = 0; i < times.Length; i++) times[i] = await SendAsync(field, i, Stopwatch.GetTimestamp(), arrivals, stop);
        return times;
    }

    /// <summary>Sends by the clock, whether or not the last answer came, and counts from when it was due: a stall is not hidden.</summary>
    private static async Task<double[]> SteadilyAsync(Field field, ConcurrentDictionary<string, TaskCompletionSource<long>> arrivals, CancellationToken stop)
    {
        var sent = new List<Task<double>>();
        var started = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        while (sent.Count < Rate * Seconds && await tick.WaitForNextTickAsync(stop))
        {
            while (sent.Count < Rate * Seconds && Due(started, sent.Count) is var due && due <= Stopwatch.GetTimestamp())
            {
                sent.Add(SendAsync(field, sent.Count, due, arrivals, stop));
            }
        }
        return await Task.WhenAll(sent);
    }

    private static long Due(long started, int number) => started + (number * Stopwatch.Frequency / Rate);

    /// <returns>Milliseconds from <paramref name="from"/> to the arrival.</returns>
    private static async Task<double> SendAsync(
        Field field, int turn, long from, ConcurrentDictionary<string, TaskCompletionSource<long>> arrivals, CancellationToken stop)
    {
        var batch = field.Senders[turn % field.Senders.Count].Make(1, turn);
        using var line = JsonDocument.Parse(batch.Lines[0]);
        var arrival = arrivals[line.RootElement.GetProperty("clientRef").GetString()!] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await batch.Sender.SendAsync(batch, stop);
        return Stopwatch.GetElapsedTime(from, await arrival.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, stop)).TotalMilliseconds;
    }

    private static async Task PollAsync(Platform platform, ConcurrentDictionary<string, TaskCompletionSource<long>> arrivals, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var page = await platform.ReadAsync(stop);
                var now = Stopwatch.GetTimestamp();
                foreach (var item in page)
                {
                    if (arrivals.TryRemove(item.Notice.ClientRef!, out var arrival)) arrival.TrySetResult(now);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last page was read.
        }
    }
}
