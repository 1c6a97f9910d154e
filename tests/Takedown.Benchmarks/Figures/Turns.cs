using System.Diagnostics;
using Takedown.Benchmarks.Engines;

namespace Takedown.Benchmarks.Figures;

/// <summary>
/// The measuring loop. Each turn runs everything that a scenario compares, in sequence, so that a slower machine
/// affects all of it. The first turn warms up and is discarded.
/// </summary>
internal sealed class Turns(EngineKind engine)
{
    private readonly Dictionary<string, List<double>> samples = new(StringComparer.Ordinal);
    private bool keeping;

    public async Task RepeatAsync(int repetitions, Func<Task> turn, CancellationToken stop)
    {
        await turn();
        await RepeatColdAsync(repetitions, turn, stop);
    }

    /// <summary>Runs without a warm-up turn, for turns that warm up by themselves.</summary>
    public async Task RepeatColdAsync(int repetitions, Func<Task> turn, CancellationToken stop)
    {
        keeping = true;
        for (var i = 0; i < repetitions; i++)
        {
            stop.ThrowIfCancellationRequested();
            await turn();
        }
    }

    public void Keep(string name, double value)
    {
        if (!keeping) return;
        if (!samples.TryGetValue(name, out var values)) samples[name] = values = [];
        values.Add(value);
    }

    /// <summary>Records the rate per second.</summary>
    public async Task RateAsync(string name, long count, Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        Keep(name, count / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Records a quantile of the times of a turn; the figure is the median of these quantiles.</summary>
    public void KeepQuantile(string name, IEnumerable<double> times, double share) =>
        Keep(name, Figure.Quantile(times, share));

    public Figure FigureOf(
        string name, string unit, Better better, string? limit = null, double? target = null,
        string? note = null) => Figure.Of(
            name, EngineName(engine), unit, better, samples[name],
            limit is null ? null : Figure.Quantile(samples[limit], 0.5), target, note);

    public static string EngineName(EngineKind engine) => engine switch
    {
        EngineKind.Postgres => "postgres",
        EngineKind.Sqlite => "sqlite",
    };
}
