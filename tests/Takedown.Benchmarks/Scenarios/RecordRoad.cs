using System.Globalization;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// Intake and the whole road with the public record being filled, against the same without it, in turns; then how far
/// the record lags while notices arrive at a fixed rate.
/// </summary>
internal static class RecordRoad
{
    private const int BatchSize = 10_000, Batches = 4, Each = BatchSize * Batches;
    private const int Rate = 3_000, Second = 1, Seconds = 20;

    /// <summary>
    /// Intake is over in two seconds, and the projector is compiled anew while the first turns run: three are chance.
    /// </summary>
    private const int Repetitions = 9;
    private const double Share = 0.95, Cost = 1.05, LagSeconds = 5;
    private const string Lag = "takedown_public_record_lag_seconds";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var without = await OpenAsync(plan, "none");
        await using var with = await OpenAsync(plan, "notices");
        var turns = new Turns(plan.Engine);
        await turns.RepeatAsync(plan.Brief ? plan.Repetitions : Repetitions, async () =>
        {
            await TurnAsync(turns, "bare-", without, stop);
            await TurnAsync(turns, "record-", with, stop);
            // What is behind is no work of the next turn.
            await CompleteAsync(with, stop);
        }, stop);
        await turns.RepeatAsync(plan.LongRepetitions, () => LagAsync(turns, with, stop), stop);
        return
        [
            Of("record-intake", "notices/s", Better.Higher, Share),
            Of("record-intake-cpu", "µs/notice", Better.Lower, Cost),
            Of("record-whole-road", "notices/s", Better.Higher, Share),
            Of("record-whole-road-cpu", "µs/notice", Better.Lower, Cost),
            turns.FigureOf("record-lag", "s", Better.Lower, target: LagSeconds, note: string.Create(
                CultureInfo.InvariantCulture, $"the highest of {Seconds} s at {Rate:N0} notices a second")),
        ];

        Figure Of(string name, string unit, Better better, double target) => turns.FigureOf(
            name, unit, better, name.Replace("record-", "bare-", StringComparison.Ordinal), target,
            "with the public record, against without");
    }

    private static Task<Load> OpenAsync(Plan plan, string publish) => Load.OpenAsync(plan.Engine, new()
    {
        Settings = [("Takedown__Transparency__Publish", publish)],
    });

    private static async Task TurnAsync(Turns turns, string prefix, Load load, CancellationToken stop)
    {
        var batches = load.Make(Batches, BatchSize);
        var spent = load.ServerTime;
        await turns.RateAsync($"{prefix}intake", Each, () => load.SendAsync(batches, stop));
        await load.DeliveredAsync(stop);
        turns.Keep($"{prefix}intake-cpu", (load.ServerTime - spent).TotalMicroseconds / Each);
        batches = load.Make(Batches, BatchSize);
        spent = load.ServerTime;
        await turns.RateAsync($"{prefix}whole-road", Each, () => Task.WhenAll([
            load.SendAsync(batches, stop),
            .. load.Receivers.Select(r => r.RemoveAsync(Each / load.Receivers.Count, stop))]));
        turns.Keep($"{prefix}whole-road-cpu", (load.ServerTime - spent).TotalMicroseconds / Each);
    }

    private static async Task LagAsync(Turns turns, Load load, CancellationToken stop)
    {
        var highest = 0.0;
        var sending = SendAsync(load, stop);
        while (!sending.IsCompleted)
        {
            highest = Math.Max(highest, await LagOfAsync(load, stop));
            await Task.Delay(Look, TimeProvider.System, stop);
        }
        await sending;
        turns.Keep("record-lag", highest);
        await CompleteAsync(load, stop);
    }

    /// <summary>A batch each second, of as many notices as the rate says.</summary>
    private static async Task SendAsync(Load load, CancellationToken stop)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(Second), TimeProvider.System);
        for (var i = 0; i < Seconds && await tick.WaitForNextTickAsync(stop); i++)
            await load.SendAsync(load.Make(load.Senders.Count, Rate / load.Senders.Count), stop);
        await load.DeliveredAsync(stop);
    }

    private static async Task CompleteAsync(Load load, CancellationToken stop)
    {
        while (await LagOfAsync(load, stop) > 1) await Task.Delay(Look, TimeProvider.System, stop);
    }

    private static async Task<double> LagOfAsync(Load load, CancellationToken stop)
    {
        var metrics = await load.Operator.GetStringAsync("/metrics", stop);
        var line = metrics.Split('\n').FirstOrDefault(l => l.StartsWith(Lag, StringComparison.Ordinal))
            ?? throw new InvalidOperationException("The server does not say how old the public record is.");
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
