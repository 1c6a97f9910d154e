using System.Diagnostics;
using System.Globalization;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// 200,000 notices (60,000 in the brief form) become due at once and are escalated while new ones arrive. The clock is
/// moved in the database, as another process would do it: the API request that moves it also runs a sweep, which does
/// not happen when time passes by itself.
/// </summary>
internal static class BreachSweep
{
    private const int BatchSize = 10_000;
    private const int Rate = 50;
    private const int SecondsBefore = 10;
    private const int MostSecondsMeanwhile = 100;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BeyondAllLimits = TimeSpan.FromDays(60);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        var batches = plan.Brief ? 6 : 20;
        var notices = batches * BatchSize;
        await using var load = await Load.OpenAsync(plan.Engine, new() { Sandbox = true });
        var turns = new Turns(plan.Engine);
        var ahead = TimeSpan.Zero;
        await ClosedLoop.WarmAsync(load, stop);
        // For batches, creating the stock is the warm-up: it sends all notices of a turn through the server.
        await SweepAsync(load, ahead += BeyondAllLimits, ClosedLoop.UntilWarm, stop);
        await turns.RepeatColdAsync(plan.LongRepetitions, async () =>
        {
            await load.SendAsync(load.Make(batches, BatchSize), stop);
            await load.DeliveredAsync(stop);
            await load.Engine.SettleAsync();
            await using var arrivals = new Arrivals(load.Receivers, stop);
            var before = load.MakeSingles(Rate * SecondsBefore);
            turns.KeepQuantile(
                "before", await OpenLoop.RunAsync(before, Rate, arrivals, CancellationToken.None, stop), 0.99);

            var meanwhile = load.MakeSingles(Rate * MostSecondsMeanwhile);
            using var swept = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var deliveries = OpenLoop.RunAsync(meanwhile, Rate, arrivals, swept.Token, stop);
            var started = Stopwatch.GetTimestamp();
            await SweepAsync(load, ahead += BeyondAllLimits, notices, stop);
            turns.Keep("breach-sweep", notices / Stopwatch.GetElapsedTime(started).TotalSeconds);
            await swept.CancelAsync();
            var times = await deliveries;
            turns.KeepQuantile("breach-sweep-delivery", times, 0.99);
            load.Expect([.. before, .. meanwhile.Take(times.Length)]);
        }, stop);
        return
        [
            turns.FigureOf(
                "breach-sweep", "notices/s", Better.Higher, target: 5000,
                note: string.Create(CultureInfo.InvariantCulture, $"{notices:N0} due at once")),
            turns.FigureOf(
                "breach-sweep-delivery", "ms", Better.Lower, "before", 2,
                "p99 of new notices meanwhile, against before"),
        ];
    }

    /// <summary>Moves the clock and waits until the given number of notices is escalated.</summary>
    private static async Task SweepAsync(Load load, TimeSpan ahead, int notices, CancellationToken stop)
    {
        var before = await EscalatedAsync(load, stop);
        await load.Engine.MoveClockAsync(ahead);
        while (await EscalatedAsync(load, stop) < before + notices) await Task.Delay(Look, TimeProvider.System, stop);
    }

    /// <summary>The number of escalations, read from the metrics of the server, which need no query.</summary>
    private static async Task<long> EscalatedAsync(Load load, CancellationToken stop)
    {
        var metrics = await load.Operator.GetStringAsync("/metrics", stop);
        return metrics.Split('\n').Where(l => l.StartsWith("takedown_escalations_total", StringComparison.Ordinal))
            .Sum(l => long.Parse(l.Split(' ')[1], CultureInfo.InvariantCulture));
    }
}
