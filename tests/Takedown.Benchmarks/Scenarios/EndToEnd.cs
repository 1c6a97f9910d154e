using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// The time from the first byte sent to the last <c>removed</c>, with acceptance, delivery, acknowledgement and removal
/// running concurrently.
/// </summary>
internal static class EndToEnd
{
    private const int BatchSize = 10_000;
    private const int Batches = 4;
    private const long Each = (long)Batches * BatchSize;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var load = await Load.OpenAsync(plan.Engine);
        await using var bare = await load.Engine.BareRowsAsync();
        var turns = new Turns(plan.Engine);
        await turns.RepeatAsync(plan.Repetitions, async () =>
        {
            var batches = load.Make(Batches, BatchSize);
            turns.Keep("bare", await bare.RunAsync([.. batches.SelectMany(b => b.Lines)], stop));
            var spent = load.ServerTime;
            await turns.RateAsync("whole-road", Each, () => Task.WhenAll([
                load.SendAsync(batches, stop),
                .. load.Receivers.Select(r => r.RemoveAsync(Each / load.Receivers.Count, stop))]));
            turns.Keep("whole-road-cpu", (load.ServerTime - spent).TotalMicroseconds / Each);
        }, stop);
        return
        [
            turns.FigureOf("whole-road", "notices/s", Better.Higher, "bare", 0.2),
            turns.FigureOf("whole-road-cpu", "µs/notice", Better.Lower, note: "the server's processor time"),
        ];
    }
}
