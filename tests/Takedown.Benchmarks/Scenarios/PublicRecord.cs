using System.Diagnostics;
using System.Globalization;
using Takedown.Benchmarks.Engines;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;
using Takedown.Server.Hosting;
using Takedown.Server.Transparency;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>Questions to a public record of 1,000,000 notices in the SQL database, and how fast it is filled.</summary>
internal static class PublicRecord
{
    private const int Notices = 1_000_000, Brief = 100_000, Chunk = 2_000, Rounds = 40;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var engine = await Engine.StartAsync(plan.Engine);
        await using var database = DatabaseFactory.Create(new()
        {
            Engine = Turns.EngineName(plan.Engine),
            ConnectionString = engine.ConnectionString,
        });
        await database.MigrateAsync(stop);
        var record = new SqlPublicRecord(database);
        var size = plan.Stock ?? (plan.Brief ? Brief : Notices);
        var turns = new Turns(plan.Engine);
        await turns.RepeatColdAsync(
            1, () => turns.RateAsync("record-fill", size, () => FillAsync(record, size, stop)), stop);
        await AnalyzeAsync(engine, stop);
        await engine.SettleAsync();

        var searches = RecordStock.Searches(size);
        await turns.RepeatAsync(plan.Repetitions, async () =>
        {
            turns.KeepQuantile("record-search", await TimesAsync(searches, async search =>
            {
                // The first page and one behind it, as a reader goes on.
                var page = await record.SearchAsync(search, stop);
                if (page.Next is { } next) await record.SearchAsync(search with { After = next }, stop);
            }, Rounds), 0.99);
            turns.KeepQuantile(
                "record-facets", await TimesAsync(searches, search => record.FacetsAsync(search, stop), 3), 0.99);
        }, stop);
        var note = string.Create(
            CultureInfo.InvariantCulture, $"{size:N0} notices, {searches.Count} kinds of questions");
        return
        [
            turns.FigureOf("record-search", "ms", Better.Lower, target: 150, note: $"p99 of two pages; {note}"),
            turns.FigureOf("record-facets", "ms", Better.Lower, target: 400, note: $"p99; {note}"),
            turns.FigureOf("record-fill", "notices/s", Better.Higher, target: 3_000, note: note),
        ];
    }

    private static async Task FillAsync(SqlPublicRecord record, int size, CancellationToken stop)
    {
        for (var first = 0; first < size; first += Chunk)
            await record.ApplyAsync([.. Enumerable.Range(first, Chunk).Select(RecordStock.Notice)], stop);
    }

    /// <summary>Otherwise the autovacuum would run during the measurement.</summary>
    private static async Task AnalyzeAsync(Engine engine, CancellationToken stop)
    {
        string[] statements = engine.Kind is EngineKind.Sqlite ? ["ANALYZE"]
            : ["VACUUM (ANALYZE) public_notices", "VACUUM (ANALYZE) public_terms"];
        await using var connection = await engine.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.CommandTimeout) = (statement, 0);
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private static async Task<IReadOnlyList<double>> TimesAsync(
        IReadOnlyList<PublicSearch> searches, Func<PublicSearch, Task> ask, int rounds)
    {
        List<double> times = [];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var search in searches)
            {
                var started = Stopwatch.GetTimestamp();
                await ask(search);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
        return times;
    }
}
