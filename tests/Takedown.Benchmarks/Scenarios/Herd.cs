using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>500 platforms long-poll and acknowledge concurrently while 100,000 notices arrive.</summary>
internal static class Herd
{
    private const int Platforms = 500;
    private const int BatchSize = 10_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var load = await Load.OpenAsync(plan.Engine, new() { Platforms = Platforms });
        var turns = new Turns(plan.Engine);
        var batches = plan.Brief ? 4 : 10;
        var size = string.Create(CultureInfo.InvariantCulture, $"{batches * BatchSize:N0} notices");
        await RunOnceAsync(new Turns(plan.Engine), load, 1, stop);
        await turns.RepeatColdAsync(plan.LongRepetitions, () => RunOnceAsync(turns, load, batches, stop), stop);
        return
        [
            turns.FigureOf("herd", "ms", Better.Lower, target: 1000, note: $"p99 of an answer; {size}"),
            turns.FigureOf("herd-errors", "calls", Better.Lower, target: 0),
            turns.FigureOf("herd-rate", "notices/s", Better.Higher, note: "sent, delivered and acknowledged"),
        ];
    }

    private static async Task RunOnceAsync(Turns turns, Load load, int count, CancellationToken stop)
    {
        var batches = load.Make(count, BatchSize);
        var each = count * BatchSize / Platforms;
        var times = new ConcurrentBag<double>();
        var errors = 0;
        await turns.RateAsync("herd-rate", Platforms * each, () => Task.WhenAll([
            load.SendAsync(batches, stop),
            .. load.Receivers.Select(
                async platform => Interlocked.Add(ref errors, await AnswerAsync(platform, each, times, stop)))]));
        turns.KeepQuantile("herd", times, 0.99);
        turns.Keep("herd-errors", errors);
    }

    /// <summary>Reads and acknowledges until all its notices of this turn are done.</summary>
    /// <returns>The number of failed calls. They are repeated, so that one error does not hide the next.</returns>
    private static async Task<int> AnswerAsync(
        Platform platform, int count, ConcurrentBag<double> times, CancellationToken stop)
    {
        var errors = 0;
        for (var left = count; left > 0;)
        {
            try
            {
                var page = await platform.ReadAsync(stop);
                if (page.Count == 0) continue;
                left -= page.Count;
                var body = Platform.Acknowledgement(page);
                var started = Stopwatch.GetTimestamp();
                await platform.RespondAsync(body, page.Count, stop);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            catch (HttpRequestException)
            {
                errors++;
            }
        }
        return errors;
    }
}
