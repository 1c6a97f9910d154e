using System.Diagnostics;
using System.Globalization;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;
using Takedown.Server.Tests.Executable;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>The console's pages over a large stock: the home page and the lists of each of the four roles.</summary>
internal sealed class ConsoleReads : IDisposable
{
    public const string Lists = "console-lists", Home = "console-home", Cold = "console-cold", Bytes = "console-bytes";

    private const int Requests = 20;
    private const double HomeMs = 300, ColdSeconds = 2, ListKilobytes = 60, Growth = 1.5;

    private static readonly (string Role, string[] Lists)[] Roles =
    [
        ("claimant", ["/notices", "/notices?state=removed", "/batches", "/events", "/unknown-hosts"]),
        ("platform", ["/inbox", "/account-actions", "/events"]),
        ("regulator",
            [
                "/notices", "/notices?state=removed", "/notices?by=claimant", "/platforms", "/escalations",
                "/escalations?status=open", "/leads", "/cases", "/cases?state=overdue", "/events",
            ]),
        ("operator", ["/notices", "/organisations", "/platforms", "/escalations", "/audit"]),
    ];

    private readonly List<(string Name, ConsoleReader Reader, string Path)> pages = [];
    private readonly List<ConsoleReader> readers = [];

    public static async Task<ConsoleReads> OfAsync(Load load, CancellationToken stop)
    {
        var reads = new ConsoleReads();
        string[] keys =
        [
            load.Senders[0].Party.Key, load.Receivers[0].Party.Key, load.Regulator.Key, ServerProcess.OperatorKey,
        ];
        foreach (var ((role, lists), key) in Roles.Zip(keys))
        {
            var reader = await ConsoleReader.SignInAsync(load.Operator.BaseAddress!, key, stop);
            reads.readers.Add(reader);
            reads.pages.Add(($"{Home} {role}", reader, "/console"));
            foreach (var path in lists.Select(list => $"/console{list}"))
            {
                reads.pages.Add(($"{Lists} {role} {path}", reader, path));
                if (await reader.NextAsync(path, stop) is { } next)
                    reads.pages.Add(($"{Lists} {role} {path} next", reader, next));
            }
        }
        return reads;
    }

    public async Task ProbeAsync(Turns turns, Func<string, string> key, CancellationToken stop)
    {
        foreach (var (name, reader, path) in pages)
            turns.KeepQuantile(key(name), await Probe.TimesAsync(reader.Http, Requests, [path], stop), 0.5);
    }

    /// <summary>The first page of a server that has just started.</summary>
    public static async Task ColdAsync(Turns turns, Load load, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        await load.Operator.GetByteArrayAsync(ConsoleReader.SignInPath, stop);
        turns.Keep(Cold, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public async Task<IReadOnlyList<Figure>> FiguresAsync(
        Turns turns, Func<string, string, double, string, Figure> against, int size, string note,
        CancellationToken stop)
    {
        var largest = (Kilobytes: 0.0, Name: "");
        foreach (var (name, reader, path) in pages.Where(p => p.Name.StartsWith(Lists, StringComparison.Ordinal)))
        {
            var kilobytes = await reader.CompressedAsync(path, stop);
            if (kilobytes > largest.Kilobytes) largest = (kilobytes, name);
        }
        var homes = Names(Home).Select(name => turns.FigureOf(
            string.Create(CultureInfo.InvariantCulture, $"{name} at {size}"), "ms", Better.Lower, target: HomeMs,
            note: $"median; worst: {name}; {note}"));
        var lists = Names(Lists).Select(name => (Name: name, Figure: against(Lists, name, Growth, $"median; {note}")))
            .OrderByDescending(f => f.Figure.Ratio).ToList();
        return
        [
            lists[0].Figure with { Note = $"worst: {lists[0].Name}; {lists[0].Figure.Note}" },
            .. lists.Select(f => f.Figure with { Name = f.Name }),
            homes.MaxBy(f => f.Median)! with { Name = Home },
            turns.FigureOf(Cold, "s", Better.Lower, target: ColdSeconds, note: "the first page after a start"),
            Figure.Of(Bytes, Turns.EngineName(Engines.EngineKind.Postgres), "KB", Better.Lower, [largest.Kilobytes],
                target: ListKilobytes, note: $"the largest list page, compressed: {largest.Name}"),
        ];
    }

    public void Dispose() => readers.ForEach(reader => reader.Dispose());

    private IEnumerable<string> Names(string figure) =>
        pages.Select(p => p.Name).Where(name => name.StartsWith($"{figure} ", StringComparison.Ordinal));
}
