using System.Globalization;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>The time from the POST of one notice to its arrival at a long-polling inbox.</summary>
internal static class OneNotice
{
    private const int Seconds = 5;
    private const int Repetitions = 3;

    public static Task<IReadOnlyList<Figure>> SlowAsync(Plan plan, CancellationToken stop) =>
        RunAsync(plan, 200, 50, stop);

    public static Task<IReadOnlyList<Figure>> FastAsync(Plan plan, CancellationToken stop) =>
        RunAsync(plan, 1000, 150, stop);

    private static async Task<IReadOnlyList<Figure>> RunAsync(
        Plan plan, int rate, double target, CancellationToken stop)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"one-notice-{rate}");
        await using var load = await Load.OpenAsync(plan.Engine);
        await ClosedLoop.WarmAsync(load, stop);
        await using var arrivals = new Arrivals(load.Receivers, stop);
        var turns = new Turns(plan.Engine);
        await turns.RepeatAsync(Repetitions, async () =>
        {
            var times = await OpenLoop.RunAsync(
                load.MakeSingles(rate * Seconds), rate, arrivals, CancellationToken.None, stop);
            turns.KeepQuantile(name, times, 0.99);
            turns.KeepQuantile($"{name}-p50", times, 0.5);
        }, stop);
        return
        [
            turns.FigureOf(name, "ms", Better.Lower, target: target, note: "p99"),
            turns.FigureOf($"{name}-p50", "ms", Better.Lower),
        ];
    }
}
