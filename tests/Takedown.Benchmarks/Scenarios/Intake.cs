using System.Diagnostics;
using Takedown.Benchmarks.Engines;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// Notices per second in NDJSON batches of 10,000 from four concurrent clients: new, duplicate and invalid ones.
/// </summary>
internal static class Intake
{
    private const int BatchSize = 10_000;
    private const int Batches = 4;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var load = await Load.OpenAsync(plan.Engine);
        await using var bare = await load.Engine.BareRowsAsync();
        var turns = new Turns(plan.Engine);
        await turns.RepeatAsync(plan.Repetitions, async () =>
        {
            var known = await NewAsync(turns, load, bare, stop);
            await turns.RateAsync("intake-duplicates", Count(known), () => load.SendAgainAsync(known, stop));

            var faulty = load.Make(Batches, BatchSize, invalidOfTen: 3);
            await turns.RateAsync("intake-invalid", Count(faulty), () => load.SendAsync(faulty, stop));
            await load.DeliveredAsync(stop);
        }, stop);
        return
        [
            turns.FigureOf("intake", "notices/s", Better.Higher, "bare", 0.6),
            turns.FigureOf(
                "intake-delivered", "notices/s", Better.Higher,
                note: "from the first byte until the last is in its inbox"),
            turns.FigureOf(
                "intake-cpu", "µs/notice", Better.Lower, note: "the server's processor time until delivered"),
            turns.FigureOf("intake-duplicates", "notices/s", Better.Higher, "intake", 1),
            turns.FigureOf("intake-invalid", "notices/s", Better.Higher, "intake", 1, "30 % of the rows"),
        ];
    }

    /// <summary>Measures the bare limit and, immediately after it, the product with the same rows.</summary>
    public static async Task<IReadOnlyList<Batch>> NewAsync(
        Turns turns, Load load, IBareRows bare, CancellationToken stop)
    {
        var batches = load.Make(Batches, BatchSize);
        turns.Keep("bare", await bare.RunAsync([.. batches.SelectMany(b => b.Lines)], stop));
        var spent = load.ServerTime;
        var started = Stopwatch.GetTimestamp();
        await turns.RateAsync("intake", Count(batches), () => load.SendAsync(batches, stop));
        await load.DeliveredAsync(stop);
        turns.Keep("intake-delivered", Count(batches) / Stopwatch.GetElapsedTime(started).TotalSeconds);
        turns.Keep("intake-cpu", (load.ServerTime - spent).TotalMicroseconds / Count(batches));
        return batches;
    }

    private static long Count(IEnumerable<Batch> batches) => batches.Sum(b => (long)b.Count);
}
