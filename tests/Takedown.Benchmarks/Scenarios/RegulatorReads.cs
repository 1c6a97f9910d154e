using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>What a regulator reads of a large stock, and its question of another policy.</summary>
internal static class RegulatorReads
{
    public const string WhatIf = "regulator-what-if";

    /// <summary>A limit for a million notices; a larger stock is measured by the part of it.</summary>
    private const double WhatIfSeconds = 10;
    private const double Million = 1_000_000;
    private const int Repetitions = 3;

    private static readonly string Month =
        TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The figures and what is read for them, by the body of the country and those of two provinces.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Paths =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["regulator-overview"] = ["/v1/compliance/overview", "/v1/compliance/overview?by=claimant"],
            ["regulator-ranking"] = ["/v1/compliance/ranking?metric=p99"],
            ["regulator-escalations"] = ["/v1/escalations?status=open", "/v1/escalations"],
            ["regulator-cases"] = ["/v1/cases", "/v1/cases?state=overdue"],
            ["regulator-form"] = [$"/v1/reports/monthly?month={Month}&line=copyright"],
        };

    /// <summary>Every reading of every figure.</summary>
    public static IEnumerable<(string Figure, string Name, HttpClient Http, string Path)> Of(Load load) =>
        from figure in Paths
        from path in figure.Value
        from reader in load.Provinces.Prepend(load.Regulator).Index()
        select (figure.Key, $"{figure.Key} {Readers[reader.Index]} {path}", reader.Item.Http, path);

    private static readonly string[] Readers = ["country", "platforms", "claimants"];

    /// <summary>How long a what-if over the whole stock takes, for each million notices.</summary>
    public static async Task<Figure> WhatIfAsync(Load load, CancellationToken stop)
    {
        var (turns, note) = (new Turns(load.Engine.Kind), "");
        await turns.RepeatColdAsync(Repetitions, async () => note = await AskAsync(load, turns, stop), stop);
        return turns.FigureOf(WhatIf, "s", Better.Lower, target: WhatIfSeconds, note: note);
    }

    private static async Task<string> AskAsync(Load load, Turns turns, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/compliance/what-if")
        {
            Content = JsonContent.Create(new
            {
                policy = new { code = "DEFAULT", deadlines = new { act = new { unit = "working", days = 2 } } },
                from = "2000-01-01",
                to = "2099-12-31",
            }),
        };
        using var answer = await load.Regulator.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, stop);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(stop);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var result = JsonDocument.Parse(lines[^1]);
        var notices = result.RootElement.GetProperty("notices").GetInt64();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        turns.Keep(WhatIf, seconds * Million / Math.Max(notices, 1));
        return string.Create(
            CultureInfo.InvariantCulture, $"for each million; {notices:N0} in {seconds:0.0} s, {lines.Length} lines");
    }
}
