using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// 10,000 responses per call from four platforms at once: each acknowledges all its notices, then reports all of them
/// removed.
/// </summary>
internal static class BulkResponses
{
    private const int Platforms = 4;
    private const int Each = 10_000;
    private const int Repetitions = 3;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var load = await Load.OpenAsync(plan.Engine, new() { Platforms = Platforms });
        var turns = new Turns(plan.Engine);
        await turns.RepeatAsync(Repetitions, async () =>
        {
            await load.SendAsync(load.Make(Platforms, Each), stop);
            var calls = await Task.WhenAll(load.Receivers.Select(p => CallsAsync(p, stop)));
            await turns.RateAsync("bulk-responses", 2L * Platforms * Each, () => Task.WhenAll(calls.Select(async c =>
            {
                await c.Platform.RespondAsync(c.Acknowledgement, Each, stop);
                await c.Platform.RespondAsync(c.Removal, Each, stop);
            })));
        }, stop);
        return [turns.FigureOf(
            "bulk-responses", "notices/s", Better.Higher, target: 30_000,
            note: "acknowledged and removed, each counted")];
    }

    /// <summary>Reads the notices of a turn and prepares the two calls that respond to them.</summary>
    private static async Task<(Platform Platform, byte[] Acknowledgement, byte[] Removal)> CallsAsync(
        Platform platform, CancellationToken stop)
    {
        var items = new List<ItemGlance>(Each);
        while (items.Count < Each) items.AddRange(await platform.ReadAsync(stop));
        return (platform, Platform.Acknowledgement(items), Platform.Removal(items));
    }
}
