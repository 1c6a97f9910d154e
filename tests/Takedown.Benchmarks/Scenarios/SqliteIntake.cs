using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>The intake on SQLite with the in-memory bus, compared with the prepared-insert loop.</summary>
internal static class SqliteIntake
{
    private const int Repetitions = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var load = await Load.OpenAsync(plan.Engine);
        await using var bare = await load.Engine.BareRowsAsync();
        var turns = new Turns(plan.Engine);
        await turns.RepeatAsync(Repetitions, () => Intake.NewAsync(turns, load, bare, stop), stop);
        return [turns.FigureOf("intake", "notices/s", Better.Higher, "bare", 0.6) with { Name = "intake-sqlite" }];
    }
}
