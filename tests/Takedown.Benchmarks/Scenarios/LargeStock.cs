using System.Diagnostics;
using System.Globalization;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// The cost of reads and of a start with 5,000,000 stored notices (50,000 in the brief form), compared with 10,000.
/// </summary>
internal static class LargeStock
{
    private const int Requests = 200;
    private const int RequestsAPage = 40;
    private const int Cases = 100_000;

    private static readonly string[] Compliance = ["overview", "platforms"];

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var load = await Load.OpenAsync(
            plan.Engine, new() { Sandbox = true, ClaimantRegion = "CN-310000" });
        await FirstStock.FillAsync(load, stop);
        var cases = new CaseStock(load.Engine, [load.Regulator.Id, .. load.Provinces.Select(p => p.Id)]);
        await cases.GrowAsync(CaseStock.First, stop);
        var pages = await Pages.OfAsync(load.Senders[0], stop);
        using var console = await ConsoleReads.OfAsync(load, stop);
        var turns = new Turns(plan.Engine);
        await ProbeAsync(plan, turns, load, pages, console, FirstStock.Notices, stop);

        var stock = await Stock.OfAsync(load.Engine, stop);
        int[] sizes = plan.Stock is { } one ? [one] : plan.Brief ? [50_000] : [1_000_000, 5_000_000];
        foreach (var size in sizes)
        {
            await load.StopAsync();
            await stock.GrowAsync(size / FirstStock.Notices, stop);
            if (size == sizes[0]) await cases.GrowAsync(Cases, stop);
            await load.StartAsync();
            var counted = await FirstStock.CountedAsync(load, stop);
            if (counted != size)
                throw new InvalidOperationException(
                    $"The overview counts {counted} notices of {size}: Stock does not know this schema.");
            await ProbeAsync(plan, turns, load, pages, console, size, stop);
        }
        await StartsAsync(plan, turns, load, stop);

        var largest = sizes[^1];
        var whatIf = await RegulatorReads.WhatIfAsync(load, stop);
        var note = string.Create(CultureInfo.InvariantCulture, $"{largest:N0} notices against {FirstStock.Notices:N0}");
        return
        [
            .. Compliance.Select(name => FigureOf(turns, name, name, largest, 1.5, $"p99; {note}")),
            .. sizes.Length == 1 ? [] : Compliance.Select(
                name => FigureOf(turns, $"{name}-1m", name, sizes[0], 1.5, "p99; 1,000,000 notices")),
            .. RegulatorReads.Of(load).GroupBy(r => r.Figure).Select(readings => Worst(
                turns, readings.Key, readings.Select(r => r.Name), largest, 1.5,
                $"p99; {note}, {Cases:N0} cases against {CaseStock.First:N0}")),
            whatIf,
            .. new[] { "list", "timeline", "results" }.Select(kind => Worst(
                turns, kind, pages.Paths.Keys.Where(name => name.Split(' ')[0] == kind), largest, 2, note)),
            .. await console.FiguresAsync(
                turns, (figure, name, target, words) => FigureOf(turns, figure, name, largest, target, words), largest,
                note, stop),
            turns.FigureOf(
                "start", "s", Better.Lower, target: 5,
                note: string.Create(CultureInfo.InvariantCulture, $"until ready with {largest:N0} notices")),
        ];
    }

    private static async Task ProbeAsync(
        Plan plan, Turns turns, Load load, Pages pages, ConsoleReads console, int size, CancellationToken stop)
    {
        await pages.FindOldestAsync(stop);
        await QueueStock.FillAsync(load, stop);
        await turns.RepeatAsync(plan.Repetitions, async () =>
        {
            foreach (var name in Compliance)
            {
                turns.KeepQuantile(
                    Key(name, size),
                    await Probe.TimesAsync(load.Regulator.Http, Requests, [$"/v1/compliance/{name}"], stop), 0.99);
            }
            foreach (var (_, name, http, path) in RegulatorReads.Of(load))
                turns.KeepQuantile(Key(name, size), await Probe.TimesAsync(http, Requests, [path], stop), 0.99);
            foreach (var (name, paths) in pages.Paths)
            {
                turns.KeepQuantile(
                    Key(name, size), await Probe.TimesAsync(pages.Http, RequestsAPage, paths, stop), 0.5);
            }
            await console.ProbeAsync(turns, name => Key(name, size), stop);
        }, stop);
    }

    private static async Task StartsAsync(Plan plan, Turns turns, Load load, CancellationToken stop) =>
        await turns.RepeatColdAsync(plan.LongRepetitions, async () =>
        {
            await load.StopAsync();
            var started = Stopwatch.GetTimestamp();
            await load.StartAsync();
            turns.Keep("start", Stopwatch.GetElapsedTime(started).TotalSeconds);
            await ConsoleReads.ColdAsync(turns, load, stop);
        }, stop);

    /// <summary>The variant of a kind of page whose time grew most.</summary>
    private static Figure Worst(
        Turns turns, string kind, IEnumerable<string> names, int size, double target, string note) => names
        .Select(name => FigureOf(turns, kind, name, size, target, $"worst: {name}; {note}"))
        .MaxBy(f => f.Ratio)!;

    private static Figure FigureOf(Turns turns, string figure, string name, int size, double target, string note) =>
        turns.FigureOf(
            Key(name, size), "ms", Better.Lower, Key(name, FirstStock.Notices), target, note) with { Name = figure };

    private static string Key(string name, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} at {size}");
}
