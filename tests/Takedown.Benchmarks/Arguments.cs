using System.Globalization;
using Takedown.Benchmarks.Engines;
using Takedown.Benchmarks.Pure;
using Takedown.Benchmarks.Scenarios;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks;

/// <summary>The parsed command line, or the reason why it is not valid.</summary>
internal sealed record Arguments
{
    public static string Usage { get; } =
        $"""
        usage: dotnet run -c Release --project tests/Takedown.Benchmarks -- <command>
          all   [--engine postgres|sqlite] [--out result.json]   everything
          smoke [--engine postgres|sqlite] [--out result.json]   a few, in two minutes
          only <name> [--engine postgres|sqlite] [--out result.json]   the one with this figure, in a minute
          whole <name> [--engine postgres|sqlite] [--out result.json]  the same as all does it, however long that takes
                [--stock notices]   the reads of a large stock at this size, instead of 1,000,000 and 5,000,000;
                                    a recall of so many, instead of 100,000
          pure  [--out result.json]                              what costs no disk and no network, by BenchmarkDotNet
          compare old.json new.json                              what got worse or better beyond the spread
        names: {string.Join(' ', Scenario.All.SelectMany(s => s.Names))}
        """;

    public EngineKind Engine { get; private init; }

    public string? Out { get; private init; }

    /// <summary>Whether each scenario is limited to one minute.</summary>
    public bool Brief { get; private init; }

    /// <summary>The scenarios to run; a scenario is selected by the name of any of its figures.</summary>
    public IReadOnlyList<Scenario> Chosen { get; private init; } = [];

    /// <summary>The only size of a large stock; null for the usual ones.</summary>
    public int? Stock { get; private init; }

    public string? Fault { get; private init; }

    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var words = new List<string>();
        var engine = EngineKind.Postgres;
        string? output = null;
        int? stock = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[i]);
                continue;
            }
            if (i + 1 == args.Count) return Wrong($"{args[i]} has no value.");
            var value = args[++i];
            switch (args[i - 1])
            {
                case "--engine" when value is "postgres" or "sqlite":
                    engine = value == "sqlite" ? EngineKind.Sqlite : EngineKind.Postgres;
                    break;
                case "--engine":
                    return Wrong($"'{value}' is no engine: postgres or sqlite.");
                case "--stock" when int.TryParse(value, CultureInfo.InvariantCulture, out var notices)
                        && notices > FirstStock.Notices && notices % FirstStock.Notices == 0:
                    stock = notices;
                    break;
                case "--stock":
                    return Wrong($"'{value}' is no multiple of {FirstStock.Notices}.");
                case "--out":
                    output = value;
                    break;
                default:
                    return Wrong($"{args[i - 1]} is not known.");
            }
        }
        IReadOnlyList<Scenario> chosen = words switch
        {
            // Scenarios for PostgreSQL only are left out of a run on SQLite; scenarios for SQLite only are part of
            // both.
            ["all"] => [.. Scenario.All.Where(s => engine is EngineKind.Postgres || s.Only is not EngineKind.Postgres)],
            ["smoke"] => [.. Scenario.All.Where(s => s.Smoke)],
            ["pure"] => [.. Scenario.All.Where(s => s.Names == PureRun.Names)],
            ["only" or "whole", var name] => [.. Scenario.All.Where(s => s.Names.Contains(name))],
            _ => [],
        };
        return chosen.Count > 0
            ? new()
            {
                Engine = engine, Out = output, Stock = stock, Chosen = chosen,
                Brief = words[0] is not "all" and not "whole",
            }
            : Wrong(words is ["only" or "whole", var unknown]
                ? $"There is no scenario '{unknown}'."
                : "A command is missing or not known.");
    }

    private static Arguments Wrong(string fault) => new() { Fault = fault };
}
